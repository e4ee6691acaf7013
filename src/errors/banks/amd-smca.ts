import {decodeMcaCode} from '../decode-mca-code.js'
import {type BankReading, type BankRegisters, defineBank} from '../define-cpu.js'
import type {ErrorUnit} from '../memory-error.js'
import amdStatus from '../registers/amd-smca-mca-status.js'
import mcaIpid from '../registers/mca-ipid.js'
import {unitOfCode} from '../unit-of-code.js'
import {isMi300, meaningOf, SMCA_TYPES, type SmcaType} from './_smca-types.js'
import {placeOfUmc} from './_umc-place.js'

const keyOf = (hardwareId: number, mcaType: number): number => hardwareId * 0x10000 + mcaType

const BY_KEY: ReadonlyMap<number, SmcaType> = new Map(
  SMCA_TYPES.map(type => [keyOf(type.hardwareId, type.mcaType), type]),
)

const typeOf = (ipid: bigint): SmcaType | undefined =>
  BY_KEY.get(keyOf(mcaIpid.number(ipid, 'HardwareID'), mcaIpid.number(ipid, 'McaType')))

/** Extended codes of memory controllers that are about the controller's own parts or wires, not DRAM contents. */
const OF_CONTROLLER: Readonly<Record<'UMC' | 'UMC_V2' | 'UMC_HBM', ReadonlySet<number>>> = {
  UMC: new Set([2, 3, 4, 6, 7, 10, 16]),
  UMC_V2: new Set([2, 3, 4, 6, 7, 9, 10, 11]),
  UMC_HBM: new Set([2, 4, 6, 9, 10, 11, 13, 14]),
}

function unitOf({name, unit}: SmcaType, {status, signature}: BankRegisters, extended: number): ErrorUnit {
  if (unit === 'dram') {
    const layout = name === 'UMC_V2' ? 'UMC_V2' : isMi300(signature) ? 'UMC_HBM' : 'UMC'
    return OF_CONTROLLER[layout].has(extended) ? 'memory-controller' : 'dram'
  }
  if (unit !== 'by-code') return unit
  const found = unitOfCode(decodeMcaCode(amdStatus.number(status, 'ErrorCode'), 'amd'))
  return found === 'cache' || found === 'tlb' ? found : 'core'
}

/** A bank whose identification was not logged or is not known: the code stands, what it means does not. */
const unidentified = (ipid: bigint | undefined, extendedCode: number): BankReading => ({
  unit: 'unknown',
  modelSpecific: {extendedCode},
  mirrorEvidence: 'not-reported',
  addressKind: 'unknown',
  remarks: [
    ipid === undefined
      ? 'no MCA_IPID was logged: the unit is not known'
      : `MCA_IPID 0x${ipid.toString(16)} names no known bank type: the unit is not known`,
  ],
})

function read(registers: BankRegisters): BankReading {
  const {status, ipid, signature} = registers
  const extendedCode = amdStatus.number(status, 'ErrorCodeExt')
  const type = ipid === undefined ? undefined : typeOf(ipid)
  if (type === undefined) return unidentified(ipid, extendedCode)
  const meaning = meaningOf(type, extendedCode, signature)
  const unit = unitOf(type, registers, extendedCode)
  const place = type.unit === 'dram' ? placeOfUmc(registers, type.name, extendedCode) : undefined
  const {messages = [], remarks = []} = place ?? {}
  return {
    unit,
    modelSpecific: {
      bankType: type.name,
      extendedCode,
      ...(meaning === undefined ? {} : {meaning}),
      ...(messages.length === 0 ? {} : {messages}),
    },
    ...(place === undefined ? {} : {dram: place.dram}),
    mirrorEvidence: 'not-reported',
    // A TLB's error may be told by the address that was to be translated.
    addressKind: unit === 'tlb' ? 'unknown' : type.address,
    ...(remarks.length === 0 ? {} : {remarks}),
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
