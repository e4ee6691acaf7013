import type {DramLocation} from '../../records/hardware-error-record.js'
import type {BankRegisters} from '../define-cpu.js'
import amdStatus from '../registers/amd-smca-mca-status.js'
import mcaIpid from '../registers/mca-ipid.js'
import mcaSynd from '../registers/mca-synd.js'
import mi300Addr from '../registers/mi300-umc-mca-addr.js'
import {isMi300} from './_smca-types.js'

/** Where a memory controller says that its error is, and what it adds in words. */
export interface UmcPlace {
  readonly dram: DramLocation
  readonly messages: readonly string[]
  readonly remarks: readonly string[]
}

/** Extended code 0 is the DRAM ECC error of every memory controller: only then does the syndrome tell of DRAM. */
const DRAM_ECC = 0

/** A processor's controller has one channel, numbered by instance bits 31:20; the syndrome names the chip select. */
function ofProcessor(registers: BankRegisters, number: number, extended: number): UmcPlace {
  const {status, synd} = registers
  if (extended !== DRAM_ECC || synd === undefined || !amdStatus.has(status, 'SyndV'))
    return {dram: {channel: number}, messages: [], remarks: []}
  const [chipId, symbol] = [mcaSynd.number(synd, 'UmcChipId'), mcaSynd.number(synd, 'UmcSymbol')]
  return {
    dram: {channel: number, chipSelect: mcaSynd.number(synd, 'ChipSelect')},
    messages: [
      ...(chipId === 0 ? [] : [`chip id ${chipId} of a stacked module`]),
      ...(symbol === 0 || !amdStatus.has(status, 'CECC') ? [] : [`corrected symbol ${symbol}`]),
    ],
    remarks: [],
  }
}

/** DRAM coordinates in the address of an MI300: hashed bank bits are not undone, the hash is set up by firmware. */
function coordinates({addr, status, signature}: BankRegisters, extended: number): UmcPlace {
  const tells = isMi300(signature) && extended === DRAM_ECC && addr !== undefined && amdStatus.has(status, 'AddrV')
  if (!tells) return {dram: {}, messages: [], remarks: []}
  const of = (name: Parameters<typeof mi300Addr.number>[1]) => mi300Addr.number(addr, name)
  return {
    dram: {bank: of('BANK'), row: of('ROW'), column: of('COLUMN')},
    messages: [`pseudo-channel ${of('PSEUDO_CHANNEL')}, stack ${of('STACK_ID')}`],
    remarks: ['bank and pseudo-channel are as MCA_ADDR holds them: firmware may have hashed them'],
  }
}

/** Nodes from 8 on are accelerators (Linux amd64_edac; rasdaemon NONCPU_NODE_INDEX); MI300 counts four to a die. */
const FIRST_ACCELERATOR = 8

function nodeOf(node: number, {signature}: BankRegisters): readonly string[] {
  if (isMi300(signature)) return [`die ${node >>> 2}`]
  return node >= FIRST_ACCELERATOR ? [`accelerator node ${node}`] : []
}

/** An accelerator's controller has eight channels in two halves: instance bits 31:20 count halves, 15:12 channels. */
function ofAccelerator(registers: BankRegisters, number: number, extended: number): UmcPlace {
  const instance = mcaIpid.number(registers.ipid ?? 0n, 'InstanceId')
  const node = mcaIpid.number(registers.ipid ?? 0n, 'InstanceIdHi')
  const within = (instance >>> 12) & 0xf
  const found = coordinates(registers, extended)
  const umc = number >>> 1
  return {
    dram: {imc: umc, channel: number % 2 === 0 ? within : within + 4, chipSelect: umc, ...found.dram},
    messages: [...nodeOf(node, registers), ...found.messages],
    remarks: [
      `contested: chip select is ${umc} (rasdaemon: the controller) or ${within} (Linux amd64_edac: MCA_IPID 15:12)`,
      ...found.remarks,
    ],
  }
}

/** Place of an error that a memory controller bank logged. */
export function placeOfUmc(registers: BankRegisters, name: string, extended: number): UmcPlace {
  const ipid = registers.ipid ?? 0n
  const number = mcaIpid.number(ipid, 'InstanceId') >>> 20
  return name === 'UMC_V2' || isMi300(registers.signature)
    ? ofAccelerator(registers, number, extended)
    : ofProcessor(registers, number, extended)
}
