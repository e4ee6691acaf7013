import type {LogLine} from '../../logs/log-line.js'
import type {KernelPanic, MemoryFailureEvent} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import type {PlatformFactBody} from '../platform-fact.js'

/** `2019-03-05T12:34:56.114Z cpu58:40848027)` and later releases' `In(182) vmkernel: cpu5:2097 opID=1)`, masked stamps too. */
const PREFIX =
  /^.{0,100}?\bcpu([\d#*]{1,4}):([\d#*.]{1,10})(?: opID=[\w-]{1,40})? ?\)(?:(?:ALERT|WARNING|INFO|LOG): ?)?/

/** The line from its prefix on: a wrapper that took the prefix for a host's name left only its end. */
export const vmkernelText = ({text, raw, joined = []}: LogLine): string =>
  PREFIX.test(text) || !PREFIX.test(raw) ? text : [raw, ...joined.map(line => line.raw)].join(' ').trimEnd()

/** A VMkernel line: its message, and the CPU that printed it where the prefix is there. */
export interface VmkernelLine {
  readonly message: string
  readonly cpu?: number
  readonly prefixed: boolean
}

/** A line without the VMkernel's prefix. */
export const dropVmkernelPrefix = (line: LogLine): VmkernelLine => {
  const text = vmkernelText(line)
  const cpu = PREFIX.exec(text)?.[1] ?? PREFIX.exec(line.raw)?.[1]
  const message = text.replace(PREFIX, '').replace(/^(?:ALERT|WARNING|INFO|LOG): ?/, '')
  return {message, ...(cpu !== undefined && /^\d+$/.test(cpu) ? {cpu: Number(cpu)} : {}), prefixed: cpu !== undefined}
}

/** The purple screen's and the handler's words for an end. */
const PANICS: readonly RegExp[] = [
  /\bIDT: ?\d{1,5}: (?:Uncorrectable\/unrecoverable|Unrecoverable|Uncorrectable) machine check error\b/i,
  /^(?:@BlueScreen: )?(?:Machine Check Exception|MCE) on PCPU ?[\d#*X]+/,
  /^(?:@BlueScreen: )?Machine Check Exception: Unable to continue/,
  /^@BlueScreen: .*\b(?:machine check|MCE|hardware error)\b/i,
  /\bPanic: ?\d{1,5}: .*\bMachine Check Exception\b/,
  /^(?:The )?[Ss]ystem has encountered a [Hh]ardware (?:\([Mm]achine\) )?[Ee]rror\b/,
  /^Hardware \(Machine\) Error\b/,
]

/** A purple screen is an outage as a kernel panic is. */
export const readPurpleScreen = (message: string): Pick<KernelPanic, 'what' | 'message' | 'cause'> | undefined =>
  PANICS.some(pattern => pattern.test(message)) ? {what: 'panic', message, cause: 'machine-check'} : undefined

const PAGE_BYTES = 4096n

//   MCAIntel: 1120: Force retiring MPN 0x7d3c5
/** A machine page taken out of use: at once when nobody holds it, later otherwise. */
export const readRetirement = (
  message: string,
): Pick<MemoryFailureEvent, 'action' | 'address' | 'granularityBytes' | 'pageType' | 'result'> | undefined => {
  const digits = /\b(?:[Ff]orce )?[Rr]etir(?:ing|ed|e) (?:MPN|mpn) ?(?:0x)?([0-9a-f]{1,13})\b/.exec(message)?.[1]
  const page = digits === undefined ? undefined : readHex(digits)
  if (page === undefined) return undefined
  return {
    action: 'recovery',
    address: page * PAGE_BYTES,
    granularityBytes: Number(PAGE_BYTES),
    pageType: 'machine page',
    result: 'delayed',
  }
}

type Fact = Extract<PlatformFactBody, {readonly fact: 'reliable-memory'}>

//   Reliable Memory: 103079215104 Bytes
/** Mirrored memory as ESXi counts it (`esxcli hardware memory get`, vmkernel at start-up). */
export const readReliableMemory = (message: string, prefixed: boolean): Fact | undefined => {
  const [, bytes] = /^\s*Reliable Memory: (\d{1,18}) Bytes\b/.exec(message) ?? []
  if (bytes !== undefined) return {kind: 'fact', fact: 'reliable-memory', bytes: BigInt(bytes), text: message.trim()}
  if (!prefixed || !/\breliable memory\b/i.test(message)) return undefined
  return {kind: 'fact', fact: 'reliable-memory', text: message.slice(0, 400)}
}
