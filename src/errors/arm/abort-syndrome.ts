import {readHex} from '../../records/hex-text.js'
import type {Severity} from '../memory-error.js'
import esr from '../registers/arm-esr.js'

/** What the syndrome of an arm64 abort or SError says of the error, and in which words. */
export interface AbortSyndrome {
  readonly severity: Severity
  readonly words: string
}

const answer = (severity: Severity, words: string): AbortSyndrome => ({severity, words})

/** Exception classes that report errors: aborts from user space and from the kernel, SError. */
const CLASS = {instructionUser: 0x20, instruction: 0x21, dataUser: 0x24, data: 0x25, serror: 0x2f} as const
const ABORTS: readonly number[] = [CLASS.instructionUser, CLASS.instruction, CLASS.dataUser, CLASS.data]

/** AET, the state in which an SError left the processor; the kernel goes on after CE and UEO alone (asm/traps.h). */
const STATES: readonly (AbortSyndrome | undefined)[] = [
  answer('fatal', 'AET UC: uncontainable, no state can be trusted'),
  answer('fatal', 'AET UEU: unrecoverable, the processor cannot go on where it was'),
  answer('ucna', 'AET UEO: restartable, nothing was lost where the processor was'),
  answer('srar', 'AET UER: recoverable by the architecture, though Linux panics'),
  undefined,
  undefined,
  answer('corrected', 'AET CE: corrected'),
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

/** SET, bits 12:11 of a data abort with status code 0x10. */
const SETS = ['recoverable', 'reserved', 'uncontainable', 'restartable'] as const
const UNCONTAINABLE = 2

function ofAbort(value: bigint): AbortSyndrome | undefined {
  const [kind, code] = [esr.number(value, 'EC'), esr.number(value, 'DFSC')]
  const fault = FAULTS.find(({from, to}) => code >= from && code <= to)
  if (fault === undefined) return undefined
  const isData = kind === CLASS.data || kind === CLASS.dataUser
  const set = isData && code === 0x10 ? esr.number(value, 'AET') >> 1 : undefined
  const who = kind === CLASS.dataUser || kind === CLASS.instructionUser ? 'user space' : 'the kernel'
  const state = set === undefined ? '' : `, SET ${SETS[set]}`
  const words = `${isData ? 'a read or write' : 'an instruction fetch'} of ${who}: ${fault.words}${state}`
  return answer(set === UNCONTAINABLE ? 'fatal' : 'srar', words)
}

const CODE = /SError Interrupt on CPU\d+, code (0x[0-9a-f]{8,16})|synchronous [\w ]{4,40}: (?:0x)?([0-9a-f]{8,16})\b/

/** The syndrome printed in a kernel's abort line; undefined where there is none, or none of an error. */
export function readAbortSyndrome(message: string): AbortSyndrome | undefined {
  const [, serror, abort] = CODE.exec(message) ?? []
  const value = readHex(serror ?? abort ?? '')
  if (value === undefined) return undefined
  const low = value & 0xffff_ffffn
  const kind = esr.number(low, 'EC')
  if (serror !== undefined) return kind === CLASS.serror || kind === 0 ? ofSerror(low) : undefined
  return ABORTS.includes(kind) ? ofAbort(low) : undefined
}
