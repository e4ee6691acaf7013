import type {ParseNotice} from '../../logs/parse-notice.js'
import type {DialectOutput} from '../define-dialect.js'
import type {EvidenceLine, HardwareErrorRecord, RecordOrigin} from '../hardware-error-record.js'
import {inException} from '../in-exception.js'
import {present} from '../present.js'
import {recordTruncated} from '../record-notices.js'
import {machineCheckBuffer} from './layout.js'
import {arrayForm, bufferForm, FIRST_PSEUDO_BANK, isPlausible, numberIn, type StructForm, structAt} from './sniff.js'

/** Whose records they are called. */
export interface StructOrigin {
  readonly dialect: string
  /** Index into the run's inputs. */
  readonly input: number
}

/** Bank numbers that stand for events (Linux, arch/x86/include/asm/mce.h). */
const THERMAL_BANK = 128
const TIMEOUT_BANK = 218
/** The kernel's bank of errors that firmware reported, in newer kernels. */
const FIRMWARE_BANK = 255

const OLDEST_SIZE = 72

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const small = (value: bigint): number | undefined => (value === 0n ? undefined : Number(value))

/** The machine check of an entry; what its kernel did not save is absent, and so is what is zero. */
function machineCheck(entry: Uint8Array, size: number, origin: RecordOrigin): HardwareErrorRecord {
  const number = (name: Parameters<typeof numberIn>[1]) => numberIn(entry, name)
  const mcgstatus = number('MCGSTATUS')
  const modern = size > OLDEST_SIZE
  return {
    kind: 'machine-check',
    ...origin,
    cpu: Number(number('EXTCPU') || number('CPU')),
    bank: Number(number('BANK')),
    status: number('STATUS'),
    mcgstatus,
    ...present({
      mcgcap: number('MCGCAP') || undefined,
      addr: number('ADDR') || undefined,
      misc: number('MISC') || undefined,
      tsc: number('TSC') || undefined,
      ip: number('IP') || undefined,
      cs: small(number('CS')),
      ppin: number('PPIN') || undefined,
      synd: number('SYND') || undefined,
      ipid: number('IPID') || undefined,
      vendorIndex: modern ? Number(number('CPUVENDOR')) : undefined,
      signature: small(number('CPUID')),
      unixTime: small(number('TIME')),
      socket: modern ? Number(number('SOCKETID')) : undefined,
      apic: modern ? Number(number('APICID')) : undefined,
      microcode: small(number('MICROCODE')),
      exception: inException(mcgstatus),
    }),
  }
}

function recordOf(entry: Uint8Array, size: number, origin: RecordOrigin): HardwareErrorRecord {
  const bank = Number(numberIn(entry, 'BANK'))
  const isEvent = bank > THERMAL_BANK && bank < FIRMWARE_BANK
  if (!isEvent) return machineCheck(entry, size, origin)
  return {
    kind: 'context',
    ...origin,
    what: bank === TIMEOUT_BANK ? 'rendezvous-timeout' : 'other',
    message: `event ${bank - FIRST_PSEUDO_BANK} of the kernel's machine-check log`,
  }
}

const evidenceAt = (
  bytes: Uint8Array,
  {at, size}: StructForm,
  line: number,
  input: number,
): readonly EvidenceLine[] => [
  {
    position: {input, line, byteOffset: at},
    text: `bytes ${hex(bytes.subarray(at, Math.min(at + size, bytes.length)))}`,
  },
]

const LOST: ParseNotice = {
  code: 'records-lost',
  message: "The kernel's buffer of machine checks was full: later ones are not in it.",
  positions: [],
}

const entriesLost = (bytes: Uint8Array): boolean => ((machineCheckBuffer.number(bytes, 'FLAGS') ?? 0n) & 1n) !== 0n

/** Entries of the kernel's buffer stand where they were written, empty ones between them; the device gives them packed. */
export function readStructs(bytes: Uint8Array, {dialect, input}: StructOrigin): DialectOutput {
  const buffer = bufferForm(bytes)
  const form = buffer ?? arrayForm(bytes.subarray(0, 512), bytes.length <= 512)
  if (form === undefined) return {}
  const {size} = form
  const records: HardwareErrorRecord[] = []
  const notices: ParseNotice[] = buffer !== undefined && entriesLost(bytes) ? [LOST] : []
  for (let at = form.at, line = 1; at < bytes.length; at += size, line++) {
    const evidence = evidenceAt(bytes, {at, size}, line, input)
    const entry = structAt(bytes, {at, size})
    if (at + size > bytes.length) notices.push(recordTruncated('a saved machine check', evidence))
    else if (isPlausible(entry))
      records.push(recordOf(entry, size, {dialect, envelope: {id: 'bare', time: {basis: 'none'}}, evidence}))
  }
  return {records, notices}
}
