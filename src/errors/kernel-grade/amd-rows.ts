import {mcg, status} from './conditions.js'
import type {GradeCondition, GradeRow} from './grade-table.js'
import {row} from './rows.js'

// Kernels before 6.1 gave AMD grades no reason strings, later ones only to what panics: the words in lower case are ours.

const silent = (grade: GradeRow['grade'], says: string, when: GradeCondition = {}): GradeRow => ({
  ...row(grade, '', when),
  says,
})

/** Deferred and corrected errors, asked after UC in kernels before 6.1. */
const TAIL: readonly GradeRow[] = [
  silent('DEFERRED', 'deferred error', {status: status('DEFERRED')}),
  silent('KEEP', 'corrected error'),
]

const PCC = silent('PANIC', 'processor context corrupt', {status: status('PCC')})

/** Without overflow recovery an overflow may hide anything; otherwise the error is only logged. */
const NO_OVERFLOW_RECOVERY: readonly GradeRow[] = [
  silent('PANIC', 'overflowed uncorrected error', {status: status('UC OVER')}),
  silent('UC', 'uncorrected error', {status: status('UC')}),
]

/** 4.4: a kernel-mode error panics only when the restart address is lost. */
export const AMD_4_4: readonly GradeRow[] = [
  PCC,
  silent('PANIC', 'uncorrected error in kernel and no restart IP', {
    status: status('UC'),
    features: {overflowRecovery: true},
    context: 'kernel',
    mcg: mcg('', 'RIPV'),
  }),
  silent('AR', 'uncorrected error', {status: status('UC'), features: {overflowRecovery: true}}),
  ...NO_OVERFLOW_RECOVERY,
  ...TAIL,
]

/** 3.10-el7 to 5.10: any uncorrected error in kernel context panics first. */
export const AMD_BEFORE_6_1: readonly GradeRow[] = [
  PCC,
  silent('PANIC', 'uncorrected error in kernel context', {status: status('UC'), context: 'kernel'}),
  silent('PANIC', 'uncorrected error without MCA recovery', {
    status: status('UC'),
    features: {overflowRecovery: true, smca: true, succor: false},
  }),
  silent('AR', 'uncorrected error', {status: status('UC'), features: {overflowRecovery: true}}),
  ...NO_OVERFLOW_RECOVERY,
  ...TAIL,
]

/** 6.1 and later: deferred before uncorrected, with reason strings for what panics. */
export const AMD_6_1: readonly GradeRow[] = [
  row('PANIC', 'Processor Context Corrupt', {status: status('PCC')}),
  silent('DEFERRED', 'deferred error', {status: status('DEFERRED')}),
  silent('KEEP', 'corrected error', {status: status('', 'UC')}),
  row('PANIC', 'Overflowed uncorrected error without MCA Overflow Recovery', {
    status: status('OVER'),
    features: {overflowRecovery: false},
  }),
  row('PANIC', 'Uncorrected error without MCA Recovery', {features: {succor: false}}),
  row('PANIC', 'Uncorrected unrecoverable error in kernel context', {context: 'kernel'}),
  silent('AR', 'uncorrected error'),
]
