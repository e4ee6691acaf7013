import type {DramLocation} from '../../records/hardware-error-record.js'
import {decodeMcaCode} from '../decode-mca-code.js'
import {type BankReading, type BankRegisters, defineBank} from '../define-cpu.js'
import type {ErrorUnit} from '../memory-error.js'
import amdStatus from '../registers/amd-smca-mca-status.js'
import mcaIpid from '../registers/mca-ipid.js'
import mcaSynd from '../registers/mca-synd.js'
import {unitOfCode} from '../unit-of-code.js'
import {SMCA_TYPES, type SmcaType} from './_smca-types.js'

/** Extended codes of memory controllers that are about the controller's own parts or wires, not DRAM contents. */
const CONTROLLER_CODES: ReadonlySet<number> = new Set([2, 3, 4, 6, 7, 9, 10, 11, 16])
const ECS_AND_CRC_OF_UMC: ReadonlySet<number> = new Set([8, 9, 11])

const typeOf = (ipid: bigint): SmcaType | undefined => {
  const hardwareId = mcaIpid.number(ipid, 'HardwareID')
  const mcaType = mcaIpid.number(ipid, 'McaType')
  return SMCA_TYPES.find(type => type.hardwareId === hardwareId && type.mcaType === mcaType)
}

function unitOf({name, unit}: SmcaType, status: bigint, extended: number): ErrorUnit {
  if (unit === 'dram') {
    if (name === 'UMC' && ECS_AND_CRC_OF_UMC.has(extended)) return 'dram'
    return CONTROLLER_CODES.has(extended) ? 'memory-controller' : 'dram'
  }
  if (unit !== 'by-code') return unit
  const found = unitOfCode(decodeMcaCode(amdStatus.number(status, 'ErrorCode'), 'amd'))
  return found === 'cache' || found === 'tlb' ? found : 'core'
}

/** Instance bits 31:20 count the channels; the syndrome's lowest bits name the chip select of a DRAM ECC error. */
function placeOf({status, ipid = 0n, synd}: BankRegisters, extended: number): DramLocation {
  const channel = mcaIpid.number(ipid, 'InstanceId') >>> 20
  const hasSyndrome = synd !== undefined && amdStatus.has(status, 'SyndV') && extended === 0
  return {channel, ...(hasSyndrome ? {chipSelect: mcaSynd.number(synd, 'ErrorInformation') & 7} : {})}
}

function read(registers: BankRegisters): BankReading {
  const {status, ipid} = registers
  const extendedCode = amdStatus.number(status, 'ErrorCodeExt')
  const type = ipid === undefined ? undefined : typeOf(ipid)
  if (type === undefined) {
    const why =
      ipid === undefined ? 'no MCA_IPID was logged' : `MCA_IPID 0x${ipid.toString(16)} names no known bank type`
    const remarks = [`${why}: the unit is not known`]
    return {
      unit: 'unknown',
      modelSpecific: {extendedCode},
      mirrorEvidence: 'not-reported',
      addressKind: 'unknown',
      remarks,
    }
  }
  const meaning = type.codes[extendedCode]
  const isMemory = type.unit === 'dram'
  return {
    unit: unitOf(type, status, extendedCode),
    modelSpecific: {bankType: type.name, extendedCode, ...(meaning === undefined || meaning === '' ? {} : {meaning})},
    ...(isMemory ? {dram: placeOf(registers, extendedCode)} : {}),
    mirrorEvidence: 'not-reported',
    addressKind: type.address,
  }
}

/** Any bank of scalable MCA: MCA_IPID says what it is. AMD describes no mirroring, so there is nothing to report. */
export default defineBank({
  id: 'amd-smca',
  title: 'AMD scalable MCA bank, by MCA_IPID',
  source: `${mcaIpid.source}; ${amdStatus.source}`,
  mirror: 'not-reported',
  read,
})
