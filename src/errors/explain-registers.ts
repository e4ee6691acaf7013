import {decodeRegisters, type RegisterDecode} from './decode-registers.js'
import type {CpuModel} from './define-cpu.js'
import {nextStepsFor} from './explanation/next-steps.js'
import {promisesOf} from './explanation/promises.js'
import {type Reading, readingsOf} from './explanation/readings.js'
import type {RegisterInput} from './explanation/register-input.js'
import {type RegisterSheet, registerSheets} from './explanation/register-sheets.js'
import type {GradeWalk} from './kernel-grade/grade.js'
import {
  allGrades,
  type GradeGroup,
  type GradeInForce,
  gradesInForce,
  gradesOf,
  gradesThatDiffer,
  groupGrades,
  kernelNotes,
  newestWalk,
} from './kernel-grades.js'
import type {CpuSignature, MemoryError} from './memory-error.js'
import {completeFeatures, contextOf, isInHandler, type RegisterSet, vendorFromRegisters} from './register-set.js'
import {guessVendor, signatureFromCpuid} from './signature.js'

export {parseRegister, type RegisterInput, readRegisterInput} from './explanation/register-input.js'
export type {RegisterSheet} from './explanation/register-sheets.js'

/** One register set as a page a person can learn from, as plain values. */
export interface Explanation {
  readonly error: MemoryError
  readonly registers: readonly RegisterSheet[]
  readonly severityBecause: string
  /** What was stated, read or assumed of the circumstances. */
  readonly readings: readonly Reading[]
  readonly grades: readonly GradeInForce[]
  /** The same, told once for neighbouring kernels that agree. */
  readonly groups: readonly GradeGroup[]
  /** How the newest of these kernels came to its grade. */
  readonly walk?: GradeWalk
  /** What a reader must know about which kernels speak here. */
  readonly kernelNotes: readonly string[]
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
  const {registers, features = {}, context, notify, symbol} = input
  const vendor = vendorOf(input)
  const signature =
    input.signature === undefined || input.signature === 0 ? undefined : signatureFromCpuid(input.signature, vendor)
  return {
    ...registers,
    status: registers.status ?? 0n,
    vendor,
    ...(signature === undefined ? {} : {signature}),
    features: completeFeatures(features, signature, registers.mcgcap),
    ...(symbol === undefined ? {} : {symbol}),
    context: context ?? contextOf(registers.cs, symbol),
    exception: notify === undefined ? isInHandler(registers.mcgstatus) : notify === 'exception',
  }
}

function errorOf({fields}: RegisterDecode, input: RegisterInput, grades: readonly GradeInForce[]): MemoryError {
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

/** Everything that can be said of one register set, for a page. Never throws. */
export function describeRegisters(input: RegisterInput, cpus: readonly CpuModel[]): Explanation {
  const set = completeSet(input)
  const decode = decodeRegisters(set, cpus)
  const grades = gradesOf(set, input.kernel)
  const error = errorOf(decode, input, grades)
  const walk = newestWalk(set, input.kernel)
  const graded = gradesInForce(grades, set.exception)
  const silent = grades.filter(grade => !graded.includes(grade)).map(({kernel}) => kernel)
  return {
    error,
    registers: registerSheets(set, error.bankKind),
    severityBecause: decode.severityBecause,
    readings: readingsOf(set, input),
    grades,
    groups: groupGrades(allGrades(graded)),
    ...(walk === undefined || silent.includes(walk.kernel) ? {} : {walk}),
    kernelNotes: [
      ...(silent.length === 0
        ? []
        : [`Linux ${silent.join(' and ')} grade exceptions only: a polled record is logged, no more`]),
      ...kernelNotes(input.kernel),
    ],
    promises: promisesOf(error),
    next: nextStepsFor(error),
  }
}
