import {readHex} from '../../records/hex-text.js'
import type {Severity} from '../memory-error.js'
import esr from '../registers/arm-esr.js'

/** In which state an error left the processor, as the architecture names it (DDI 0587, error states of a PE). */
export type ArmState = 'UC' | 'UEU' | 'UEO' | 'UER' | 'CE'

/** What the syndrome of an arm64 abort or SError says of the error, and in which words. */
export interface AbortSyndrome {
  readonly kind: 'serror' | 'abort'
  readonly severity: Severity
  readonly words: string
  /** Absent where the syndrome states none. */
  readonly state?: ArmState
  /** True where user space, not the kernel, made the access of an abort. */
  readonly user?: boolean
}

const answer = (severity: Severity, words: string, state?: ArmState): AbortSyndrome => ({
  kind: 'serror',
  severity,
  words,
  ...(state === undefined ? {} : {state}),
})

/** Exception classes that report errors: aborts from user space and from the kernel, SError. */
const CLASS = {instructionUser: 0x20, instruction: 0x21, dataUser: 0x24, data: 0x25, serror: 0x2f} as const
const ABORTS: readonly number[] = [CLASS.instructionUser, CLASS.instruction, CLASS.dataUser, CLASS.data]

/** AET, the state in which an SError left the processor; the kernel goes on after CE and UEO alone (asm/traps.h). */
const STATES: readonly (AbortSyndrome | undefined)[] = [
  answer('fatal', 'AET UC: uncontainable, no state can be trusted', 'UC'),
  answer('fatal', 'AET UEU: unrecoverable, the processor cannot go on where it was', 'UEU'),
  answer('ucna', 'AET UEO: restartable, nothing was lost where the processor was', 'UEO'),
  answer('srar', 'AET UER: recoverable by the architecture, though Linux panics', 'UER'),
  undefined,
  undefined,
  answer('corrected', 'AET CE: corrected', 'CE'),
]

/** DFSC of an asynchronous SError, and the only one with which AET means something. */
const ASYNCHRONOUS = 0x11

function ofSerror(value: bigint): AbortSyndrome {
  if (esr.has(value, 'IDS')) return answer('fatal', 'IDS=1: the syndrome is the implementation’s own; Linux panics')
  const code = esr.number(value, 'DFSC')
  if (code !== ASYNCHRONOUS)
    return answer('fatal', `DFSC 0x${code.toString(16)}: the error’s class is not told; Linux panics`)
  const state = STATES[esr.number(value, 'AET')]
  return state ?? answer('fatal', 'AET holds a reserved value; Linux panics')
}

/** Fault status codes of errors; others are software's. */
const FAULTS = [
  {from: 0x10, to: 0x10, words: 'external abort, not on a table walk'},
  {from: 0x13, to: 0x17, words: 'external abort on a table walk'},
  {from: 0x18, to: 0x18, words: 'parity or ECC error, not on a table walk'},
  {from: 0x1b, to: 0x1f, words: 'parity or ECC error on a table walk'},
] as const

/** SET, bits 12:11 of an abort with status code 0x10. */
const SETS: readonly (readonly [words: string, state?: ArmState])[] = [
  ['recoverable', 'UER'],
  ['reserved'],
  ['uncontainable', 'UC'],
  ['restartable', 'UEO'],
]

function ofAbort(value: bigint): AbortSyndrome | undefined {
  const [kind, code] = [esr.number(value, 'EC'), esr.number(value, 'DFSC')]
  const fault = FAULTS.find(({from, to}) => code >= from && code <= to)
  if (fault === undefined) return undefined
  const isData = kind === CLASS.data || kind === CLASS.dataUser
  const user = kind === CLASS.dataUser || kind === CLASS.instructionUser
  const [set, state] = code === 0x10 ? (SETS[esr.number(value, 'AET') >> 1] ?? []) : []
  const access = `${isData ? 'a read or write' : 'an instruction fetch'} of ${user ? 'user space' : 'the kernel'}`
  const words = `${access}: ${fault.words}${set === undefined ? '' : `, SET ${set}`}`
  return {...answer(state === 'UC' ? 'fatal' : 'srar', words, state), kind: 'abort', user}
}

/** What a syndrome says of an error; undefined where it tells of none. Takes any value. */
export function syndromeOf(value: bigint): AbortSyndrome | undefined {
  const low = value & 0xffff_ffffn
  const kind = esr.number(low, 'EC')
  if (kind === CLASS.serror) return ofSerror(low)
  return ABORTS.includes(kind) ? ofAbort(low) : undefined
}

const CODE = /SError Interrupt on CPU\d+, code (0x[0-9a-f]{8,16})|synchronous [\w ]{4,40}: (?:0x)?([0-9a-f]{8,16})\b/

/** The syndrome printed in a kernel's abort line; undefined where there is none, or none of an error. */
export function readAbortSyndrome(message: string): AbortSyndrome | undefined {
  const [, serror, abort] = CODE.exec(message) ?? []
  const value = readHex(serror ?? abort ?? '')
  if (value === undefined) return undefined
  const found = syndromeOf(value)
  if (serror === undefined) return found?.kind === 'abort' ? found : undefined
  const isBare = esr.number(value & 0xffff_ffffn, 'EC') === 0
  return isBare ? ofSerror(value & 0xffff_ffffn) : found?.kind === 'serror' ? found : undefined
}
