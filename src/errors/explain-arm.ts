import {readErrorAddress, readErrorStatus} from '../records/aest/error-record.js'
import {syndromeOf} from './arm/abort-syndrome.js'
import {type ArmAnswers, answersToRecord, answersToSyndrome, NO_ERROR, UNCLASSED} from './arm/arm-answers.js'
import type {ArmSet} from './arm/arm-set.js'
import {type ArmClass, armClassOf, wordsOfArmStatus} from './arm/ras-status.js'
import {type ListedTable, type RegisterSheet, sheet} from './explanation/register-sheets.js'
import type {Severity} from './memory-error.js'
import armErrAddr from './registers/arm-err-addr.js'
import armErrStatus from './registers/arm-err-status.js'
import esr from './registers/arm-esr.js'
import dataAbort from './registers/arm-esr-data-abort.js'
import instructionAbort from './registers/arm-esr-instruction-abort.js'
import serror from './registers/arm-esr-serror.js'

export type {ArmSet} from './arm/arm-set.js'
export {readArmSet} from './arm/read-arm-json.js'
export {openArmReader} from './arm/read-arm-text.js'

/** One Arm syndrome or error record as a page a person can learn from, as plain values. */
export interface ArmExplanation extends ArmAnswers {
  readonly architecture: 'arm'
  readonly severity: Severity
  /** The state or class as the architecture names it; absent where none is stated. */
  readonly class?: Exclude<ArmClass, 'none'>
  readonly severityBecause: string
  /** Physical, where the record says that it is one. */
  readonly address?: bigint
  readonly registers: readonly RegisterSheet[]
}

/** Tables of a syndrome by exception class. */
const TABLES: ReadonlyMap<number, ListedTable> = new Map<number, ListedTable>([
  [0x20, instructionAbort],
  [0x21, instructionAbort],
  [0x24, dataAbort],
  [0x25, dataAbort],
  [0x2f, serror],
])

function explainSyndrome(value: bigint): ArmExplanation {
  const kind = esr.number(value, 'EC')
  const found = syndromeOf(value)
  const table = TABLES.get(kind)
  const registers = table === undefined ? sheet(esr, value) : sheet(table, value)
  const head = {architecture: 'arm', registers} as const
  if (found === undefined) {
    const because = `exception class 0x${kind.toString(16)} with this fault status code reports no hardware error`
    return {...head, severity: 'informational', severityBecause: because, ...NO_ERROR}
  }
  return {
    ...head,
    severity: found.severity,
    ...(found.state === undefined ? {} : {class: found.state}),
    severityBecause: found.words,
    ...answersToSyndrome(found),
  }
}

const invalidUnless = (valid: boolean, why: string) => (valid ? {} : {invalid: why})

function recordSheets({name, status, addr, more}: Extract<ArmSet, {kind: 'record'}>): readonly RegisterSheet[] {
  const named = (one: RegisterSheet, register: string): RegisterSheet => ({...one, name: `${name}${register}`})
  const [valid, hasMisc] = [armErrStatus.has(status, 'V'), armErrStatus.has(status, 'MV')]
  const source = `${armErrStatus.source.replace('ERR<n>STATUS', '')}laid out as ERR<n>FR and the maker say`
  return [
    ...sheet(armErrStatus, status).map(one => ({...named(one, 'STATUS'), ...invalidUnless(valid, 'V=0')})),
    ...sheet(armErrAddr, addr).map(one => ({
      ...named(one, 'ADDR'),
      ...invalidUnless(valid && armErrStatus.has(status, 'AV'), 'AV=0'),
    })),
    ...Object.entries(more).map(([register, value]) => ({
      name: `${name}${register}`,
      value,
      source,
      fields: [],
      ...invalidUnless(!register.startsWith('MISC') || hasMisc, 'MV=0'),
    })),
  ]
}

function explainRecord(set: Extract<ArmSet, {kind: 'record'}>): ArmExplanation {
  const {status, addr} = set
  const armClass = armClassOf(status)
  const address = addr === undefined || armClass === 'none' ? undefined : readErrorAddress(status, addr)
  const isValid = armErrStatus.has(status, 'V')
  const because = isValid ? wordsOfArmStatus(status).join('; ') : 'V=0: the record holds no error'
  const isUnclassed = isValid && armClass === 'none'
  return {
    architecture: 'arm',
    severity: readErrorStatus(status)?.severity ?? 'informational',
    ...(armClass === 'none' ? {} : {class: armClass}),
    severityBecause: because,
    ...(address === undefined ? {} : {address}),
    registers: recordSheets(set),
    ...(isUnclassed ? UNCLASSED : answersToRecord(armClass, armErrStatus.number(status, 'SERR'))),
  }
}

/** Everything that can be said of one Arm syndrome or error record. Never throws. */
export const explainArm = (set: ArmSet): ArmExplanation =>
  set.kind === 'syndrome' ? explainSyndrome(set.esr) : explainRecord(set)
