import {stamped} from './machine.js'
import {MODELS, type Model} from './machines.js'

const HE = 'mce: [Hardware Error]: '
/** The clock of the machines' records: seconds since 1970 when uptime was 0. */
export const EPOCH = 1_770_300_000

/** One machine-check record of a bank. */
export interface BankRecord {
  readonly addr?: number | bigint
  readonly misc?: string
  readonly status: string
  readonly bank: number
  readonly at?: number
  readonly model?: Model
  readonly cpu?: number
  readonly socket?: number
  readonly tsc?: string
  /** Seconds since 1970 when uptime was 0. */
  readonly booted?: number
  /** MCG_STATUS of an exception; absent for a record that was polled. */
  readonly exception?: number
  /** The line that says where the CPU was. */
  readonly rip?: string
}

/** A record as `__print_mce` prints it (arch/x86/kernel/cpu/mce/core.c). */
export function bankLines(record: BankRecord): readonly string[] {
  const {addr, misc, status, bank, at = 5000, model = 'icelake', cpu = 0, socket = 0, booted = EPOCH} = record
  const tsc = record.tsc ?? (BigInt(Math.round(at * 1e6)) * 2000n).toString(16)
  const kind = record.exception === undefined ? 'Machine Check: 0' : `Machine Check Exception: ${record.exception}`
  return [
    `${HE}CPU ${cpu}: ${kind} Bank ${bank}: ${status}`,
    ...(record.rip === undefined ? [] : [`${HE}${record.rip}`]),
    `${HE}TSC ${tsc} ${addr === undefined ? '' : `ADDR ${addr.toString(16)} `}${misc === undefined ? '' : `MISC ${misc} `}`,
    `${HE}PROCESSOR ${MODELS[model].signature} TIME ${booted + Math.round(at)} SOCKET ${socket} APIC ${cpu.toString(16)} microcode d0003b9`,
  ]
}
export const bank = (record: BankRecord): string => stamped(record.at ?? 5000, bankLines(record))

type Place = Partial<BankRecord> & {readonly addr: number | bigint}
/** The memory controller's own record of an uncorrected read, polled (Ice Lake: bank 13 is controller 0, channel 0). */
export const polled = (record: Place): string =>
  bank({status: 'bc00000000a00090', bank: 13, misc: '200000c000301086', ...record})
/** A mirror's hit in the mesh-to-memory bank of Skylake: MISC bit 63 failover, bit 62 repaired. */
export const mirrorHit = (record: Place & {readonly saw: 'failover' | 'scrubbed'}): string =>
  bank({
    status: '8c00000000000080',
    bank: record.model === 'icelake' ? 12 : 7,
    misc: record.saw === 'failover' ? '8000000000000086' : '4000000000000086',
    model: 'skylake',
    ...record,
  })

/** Who read the data, and what came of it. */
export interface Reader extends Place {
  readonly symbol?: string
  readonly user?: boolean
}
const page = (addr: number | bigint): string => `0x${(BigInt(addr) >> 12n).toString(16)}`
/** What the page's owner and the kernel made of it: a process killed, or the panic. */
export const fate = (addr: number | bigint, user: boolean): readonly string[] =>
  user
    ? [
        `Memory failure: ${page(addr)}: Sending SIGBUS to mysqld:4321 due to hardware memory corruption`,
        `Memory failure: ${page(addr)}: recovery action for dirty LRU page: Recovered`,
      ]
    : [
        `${HE}Run the above through 'mcelog --ascii'`,
        `${HE}Machine check: Data load in unrecoverable area of kernel`,
        'Kernel panic - not syncing: Fatal local machine check',
        'Kernel Offset: 0x10000000 from 0xffffffff81000000 (relocation range: 0xffffffff80000000-0xffffffffbfffffff)',
      ]
/** The core's record of having read bad data, and the panic or the kill. */
export const read = ({symbol = 'kmem_cache_alloc+0x5/0x90', user = false, at = 5000.01, ...record}: Reader): string =>
  stamped(at, [
    ...bankLines({
      status: 'bd80000000100134',
      bank: 1,
      misc: '86',
      cpu: 9,
      exception: user ? 7 : 5,
      rip: user ? 'RIP 33:<00007f2b11c03a10> ' : `RIP 10:<ffffffff812f1a6e> {${symbol}}`,
      at,
      ...record,
    }),
    ...fate(record.addr, user),
  ])
/** Lines of `mm/memory-failure.c` about the page of an address. */
export const pageLine = (addr: number | bigint, type: string, result: string, at = 5000.1): string =>
  stamped(at, [`Memory failure: ${page(addr)}: recovery action for ${type}: ${result}`])
