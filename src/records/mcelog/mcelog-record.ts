import type {LogLine, LogTime} from '../../logs/log-line.js'
import {composeCpuidSignature} from '../cpuid-signature.js'
import type {DramNumber} from '../edac-details/dimm-label.js'
import {quoteLines, sortEvidence} from '../evidence-line.js'
import type {DramLocation, MachineCheckRecord, ReporterProse} from '../hardware-error-record.js'
import {inException} from '../in-exception.js'
import {present} from '../present.js'

/** One record of mcelog's text while its lines are read. */
export interface McelogFrame {
  readonly lines: readonly LogLine[]
  readonly cpu?: number
  readonly bank?: number
  readonly registers: Readonly<Record<string, bigint>>
  readonly cs?: number
  readonly inexactIp?: boolean
  readonly unixTime?: number
  /** The date on a line of its own that old versions print. */
  readonly written?: LogTime
  readonly signature?: number
  readonly vendorIndex?: number
  readonly says: readonly string[]
  readonly symbol?: string
  /** The tool's pseudo-banks: events that are no errors of a bank. */
  readonly event?: 'thermal' | 'rendezvous-timeout' | 'other'
  /** `--raw`: one register a line. */
  readonly raw?: boolean
  /** The CPUID line was read: only the board's guess at a module may follow. */
  readonly ended?: boolean
}

export const emptyFrame: McelogFrame = {lines: [], registers: {}, says: []}

const TRANSACTIONS: readonly string[] = ['GEN', 'RD', 'WR', 'AC', 'MS']
const ANY_CHANNEL = 15

/** MCACOD behind mcelog's own name of it: `RD_CHANNEL1_ERR` is 0x0091 (SDM vol. 3B, 16.9.2.4). */
export function memoryCode(says: readonly string[]): number | undefined {
  const match = /\b(GEN|RD|WR|AC|MS)_CHANNEL(\d{1,2}|unspecified)_ERR/.exec(says.join('\n'))
  if (match?.[1] === undefined) return undefined
  const channel = match[2] === 'unspecified' ? ANY_CHANNEL : Number(match[2])
  return channel > ANY_CHANNEL ? undefined : 0x80 | (TRANSACTIONS.indexOf(match[1]) << 4) | channel
}

const CLASSES: readonly (readonly [RegExp, NonNullable<ReporterProse['severity']>])[] = [
  [/^Processor context corrupt/m, 'fatal'],
  [/^SRAR|^STATUS [A-Z ]*\bSRAR\b/m, 'srar'],
  [/^SRAO|^STATUS [A-Z ]*\bSRAO\b/m, 'srao'],
  [/^UCNA/m, 'ucna'],
  [/^Deferred error/m, 'deferred'],
  [/^bit57 = /m, 'fatal'],
  [/^STATUS [A-Z ]*\bFATAL\b/m, 'fatal'],
  [/^Uncorrected error|error uncorrected|= uncorrected ecc|^STATUS [A-Z ]*\bUNCORRECTED\b/m, 'uncorrected'],
  [/^Corrected error|error corrected|= corrected ecc|^STATUS [A-Z ]*\bCORRECTED\b/m, 'corrected'],
]

const MIRROR: readonly (readonly [RegExp, NonNullable<ReporterProse['mirror']>])[] = [
  [/mirroring with channel failover|channel failover/i, 'failover'],
  [/primary channel scrubbed|channel scrubbed successfully/i, 'scrubbed'],
  [/MIRR2ND|mirror secondary|secondary channel/i, 'secondary'],
]

const UNITS: readonly (readonly [RegExp, string])[] = [
  [
    /MEMORY CONTROLLER|MemCtrl|Memory read error|Memory write error|Northbridge RAM|Northbridge DRAM/i,
    'memory controller',
  ],
  [/GART/, 'gart io'],
  [/\bTLB\b/, 'tlb'],
  [/\bcache\b/i, 'cache'],
  [/\bbus\b|BUSLG|QPI|UPI/i, 'bus'],
]

const firstOf = <Word>(rows: readonly (readonly [RegExp, Word])[], text: string): Word | undefined =>
  rows.find(([pattern]) => pattern.test(text))?.[1]

const PLACES: readonly (readonly [DramNumber, RegExp])[] = [
  ['bank', /^bank: 0x([0-9a-f]{1,8})/m],
  ['bankGroup', /\bbankgroup: 0x([0-9a-f]{1,8})/],
  ['row', /\brow: 0x([0-9a-f]{1,8})/],
  ['column', /\bcolumn: 0x([0-9a-f]{1,8})/],
  ['rank', /^rank: 0x([0-9a-f]{1,8})/m],
  ['subRank', /\bsubrank: 0x([0-9a-f]{1,8})/],
  ['device', /\bdevice: 0x([0-9a-f]{1,8})/],
]

/** The cell as mcelog reads it from MISC; it prints one without a valid MISC too, which is then none. */
function locationOf({says, registers}: McelogFrame): DramLocation | undefined {
  const text = says.join('\n')
  if (registers.misc === undefined) return undefined
  const found = PLACES.flatMap(([name, pattern]) => {
    const digits = pattern.exec(text)?.[1]
    return digits === undefined ? [] : [[name, Number.parseInt(digits, 16)] as const]
  })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

function proseOf(frame: McelogFrame): ReporterProse | undefined {
  const {says} = frame
  const text = says.join('\n')
  const prose = present({
    severity: firstOf(CLASSES, text),
    mirror: firstOf(MIRROR, text),
    unit: firstOf(UNITS, text),
    mcaCode: memoryCode(says),
    location: locationOf(frame),
  })
  return Object.keys(prose).length === 0 ? undefined : prose
}

/** True when a record has enough to be told: a bank or registers. */
export const isTold = ({bank, registers, says}: McelogFrame): boolean =>
  (bank !== undefined && (Object.keys(registers).length > 0 || says.length > 0)) ||
  registers.status !== undefined ||
  says.some(said => /error/i.test(said))

const LOW_WORDS = 0xffff_ffffn

/** Old versions print a STATUS where PPIN should stand, of this record or of one beside it. */
const isStatusLike = (ppin: bigint | undefined, status: bigint | undefined): boolean =>
  ppin === 0n || (ppin !== undefined && status !== undefined && (ppin & LOW_WORDS) === (status & LOW_WORDS))

/** The record of a frame; without STATUS it is partial, and only the words tell what it was. */
export function tellMcelog(frame: McelogFrame, dialect: string): MachineCheckRecord | undefined {
  const [first] = frame.lines
  if (first === undefined) return undefined
  const {cpu, bank, registers, cs, inexactIp, symbol, unixTime, signature, vendorIndex, says, written} = frame
  const {status, mcgstatus, mcgcap, addr, misc, tsc, ip, ppin, socket, apic, microcode} = registers
  const small = (value: bigint | undefined) => (value === undefined ? undefined : Number(value))
  const envelope =
    written === undefined || first.envelope.time.basis !== 'none' ? first.envelope : {...first.envelope, time: written}
  return {
    kind: 'machine-check',
    dialect,
    envelope,
    evidence: sortEvidence(frame.lines.flatMap(quoteLines)),
    ...present({
      cpu,
      bank,
      status,
      mcgstatus,
      mcgcap,
      addr,
      misc,
      tsc,
      ip,
      cs,
      inexactIp,
      symbol,
      ppin: isStatusLike(ppin, status) ? undefined : ppin,
      unixTime: unixTime || undefined,
      signature,
      vendorIndex,
      socket: small(socket),
      apic: small(apic),
      microcode: small(microcode),
      exception: inException(mcgstatus),
      prose: proseOf(frame),
    }),
    ...(status === undefined ? {partial: true} : {}),
    ...(says.length === 0 ? {} : {reporterSays: says}),
  }
}

const VENDORS: Readonly<Record<string, number>> = {Intel: 0, AMD: 2, Hygon: 9, Zhaoxin: 10}

/** `CPUID Vendor Intel Family 6 Model 85 Step 4`: who made it and which it is; without a step, step 0 stands. */
export function readCpuid(text: string): Pick<McelogFrame, 'signature' | 'vendorIndex'> | undefined {
  const match = /^CPUID Vendor (\S+) Family (\d+) Model (\d+)(?: Step(?:ping)? (\d+))?/.exec(text)
  if (match === null) return undefined
  const [, vendor = '', family, model, step = '0'] = match
  return present({
    vendorIndex: VENDORS[vendor],
    signature: composeCpuidSignature(Number(family), Number(model), Number(step)),
  })
}
