import {isAmdLike} from './cpu-features.js'
import {decodeRegisters, type RegisterDecode} from './decode-registers.js'
import type {CpuModel} from './define-cpu.js'
import {outcomeOf} from './explanation/grade-outcomes.js'
import {nextStepsFor} from './explanation/next-steps.js'
import {promisesOf} from './explanation/promises.js'
import type {RegisterInput} from './explanation/register-input.js'
import {type RegisterSheet, registerSheets} from './explanation/register-sheets.js'
import type {GradeAnswer} from './kernel-grade/grade.js'
import {allGrades, gradesOf, gradesThatDiffer} from './kernel-grades.js'
import type {CpuSignature, MemoryError} from './memory-error.js'
import {completeFeatures, contextOf, isInHandler, type RegisterSet, vendorFromRegisters} from './register-set.js'
import {guessVendor, signatureFromCpuid} from './signature.js'

export {type RegisterInput, readRegisterInput} from './explanation/register-input.js'
export type {RegisterSheet} from './explanation/register-sheets.js'

/** A kernel's grade with the row that gave it and what it led to. */
export interface ExplainedGrade extends GradeAnswer {
  readonly outcome: string
}

/** One register set as a page a person can learn from, as plain values. */
export interface Explanation {
  readonly error: MemoryError
  readonly registers: readonly RegisterSheet[]
  readonly severityBecause: string
  readonly grades: readonly ExplainedGrade[]
  /** What the grades rest on where the input did not say. */
  readonly assumptions: readonly string[]
  readonly promises: readonly string[]
  readonly next: readonly string[]
}

const vendorOf = ({vendor, signature, registers}: RegisterInput): CpuSignature['vendor'] => {
  if (vendor !== undefined) return vendor
  if (signature !== undefined && signature !== 0) return guessVendor(signature)
  return vendorFromRegisters(registers)
}

/** The input with everything it leaves out decided: vendor, abilities, context, way of notice. */
function completeSet(input: RegisterInput): RegisterSet {
  const {registers, features = {}, context, notify} = input
  const vendor = vendorOf(input)
  const signature =
    input.signature === undefined || input.signature === 0 ? undefined : signatureFromCpuid(input.signature, vendor)
  return {
    ...registers,
    status: registers.status ?? 0n,
    vendor,
    ...(signature === undefined ? {} : {signature}),
    features: completeFeatures(features, signature, registers.mcgcap),
    context: context ?? contextOf(registers.cs, undefined),
    exception: notify === undefined ? isInHandler(registers.mcgstatus) : notify === 'exception',
  }
}

function errorOf({fields}: RegisterDecode, input: RegisterInput, grades: readonly GradeAnswer[]): MemoryError {
  return {
    id: '',
    host: '',
    timeBasis: 'none',
    bootIndex: 0,
    basis: 'registers',
    registers: input.registers,
    ...fields,
    kernelGrade: input.kernel === undefined ? allGrades(grades) : gradesThatDiffer(grades),
    reporters: [],
    positions: [],
    evidence: [],
  }
}

/**
 * The answer to one register set: a `MemoryError` whose `kernelGrade` holds every known kernel's grade when the kernel
 * is left out. Never throws.
 */
export function explainRegisters(input: RegisterInput, cpus: readonly CpuModel[]): MemoryError {
  const set = completeSet(input)
  return errorOf(decodeRegisters(set, cpus), input, gradesOf(set, input.kernel))
}

function assumptionsOf(input: RegisterInput, set: RegisterSet): readonly string[] {
  const isAmd = isAmdLike(set.vendor)
  const unknownSer = !isAmd && set.features.ser === undefined
  const unknownAmd = isAmd && (set.features.succor === undefined || set.features.overflowRecovery === undefined)
  return [
    ...(unknownSer ? ['software error recovery (MCG_SER_P) is not known: assumed where S or AR is set'] : []),
    ...(unknownAmd ? ['SUCCOR and overflow recovery are not known: assumed for families with scalable MCA'] : []),
    ...(input.context === undefined && set.cs === undefined
      ? ['no code segment: kernel code was interrupted, as the kernel assumes']
      : []),
    ...(input.notify === undefined
      ? [`${set.exception ? 'MCIP is set: graded in the exception handler' : 'MCIP is not set: graded as polled'}`]
      : []),
  ]
}

/** Everything that can be said of one register set, for a page. Never throws. */
export function describeRegisters(input: RegisterInput, cpus: readonly CpuModel[]): Explanation {
  const set = completeSet(input)
  const decode = decodeRegisters(set, cpus)
  const grades = gradesOf(set, input.kernel)
  const error = errorOf(decode, input, grades)
  return {
    error,
    registers: registerSheets(set, error.bankKind),
    severityBecause: decode.severityBecause,
    grades: grades.map(grade => ({...grade, outcome: outcomeOf(grade, set.exception, set.context)})),
    assumptions: assumptionsOf(input, set),
    promises: promisesOf(error),
    next: nextStepsFor(error),
  }
}
