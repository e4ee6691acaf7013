import type {CodeCondition} from './conditions.js'
import {
  DATA_LOAD,
  INSTRUCTION_FETCH,
  mcg,
  PATROL_QUIRK,
  SCRUB,
  SCRUB_LITERAL,
  status,
  WRITEBACK,
  WRITEBACK_LITERAL,
} from './conditions.js'
import type {GradeCondition, GradeRow} from './grade-table.js'

const row = (grade: GradeRow['grade'], reason: string, when: GradeCondition = {}): GradeRow => ({grade, reason, when})

export {row}

/** Rows that ask for software error recovery. */
const ser = {features: {ser: true}} as const
const noSer = {features: {ser: false}} as const

/** The first five rows; before the handler told exceptions from polls they held for both. */
export const gates = (exception: {readonly exception?: true}): readonly GradeRow[] => [
  row('NO', 'Invalid', {status: status('', 'VAL')}),
  row('NO', 'Not enabled', {...exception, status: status('', 'EN')}),
  row('PANIC', 'Processor context corrupt', {status: status('PCC')}),
  row('PANIC', 'MCIP not set in MCA handler', {...exception, mcg: mcg('', 'MCIP')}),
  row('PANIC', 'Neither restart nor error IP', {...exception, mcg: mcg('', 'RIPV EIPV')}),
  row('PANIC', 'In kernel and no restart IP', {...exception, context: 'kernel', mcg: mcg('', 'RIPV')}),
]

/** Kernel code with a fixup gives no more safety than other kernel code when the restart address is lost. */
export const NO_RESTART_RECOVERABLE: GradeRow = {
  ...row('PANIC', 'In kernel and no restart IP', {
    exception: true,
    context: 'kernel-recoverable',
    mcg: mcg('', 'RIPV'),
  }),
  unreachable: 'kernel code counts as recoverable only where RIPV and EIPV are set',
}

/** Deferred errors of CPUs without software error recovery; on Intel, bit 44 is part of the corrected count. */
export const DEFERRED = row('DEFERRED', 'Deferred error', {...noSer, status: status('DEFERRED', 'UC POISON')})

/** Corrected errors of CPUs without software error recovery. */
export const CORRECTED = row('KEEP', 'Corrected error', {...noSer, status: status('', 'UC')})

/** Action-optional rows of 2.6.32 – 4.4: after the action-required ones, signalled and without overflow. */
export const optionalSignalled = (literal: boolean): readonly GradeRow[] => [
  row('AO', 'Action optional: memory scrubbing error', {
    ...ser,
    status: status('UC S', 'OVER AR', literal ? SCRUB_LITERAL : SCRUB),
  }),
  row('AO', 'Action optional: last level cache writeback error', {
    ...ser,
    status: status('UC S', 'OVER AR', literal ? WRITEBACK_LITERAL : WRITEBACK),
  }),
]

/** Action-optional rows that do not ask for S; `over` empty once they stopped asking about overflow too. */
export const optionalAny = (over: '' | 'OVER'): readonly GradeRow[] => [
  row('AO', 'Action optional: memory scrubbing error', {...ser, status: status('UC', `AR ${over}`, SCRUB)}),
  row('AO', 'Action optional: last level cache writeback error', {
    ...ser,
    status: status('UC', `AR ${over}`, WRITEBACK),
  }),
]

const patrol = (vendor: {readonly vendor?: 'intel'}): GradeRow =>
  row('AO', 'Uncorrected Patrol Scrub Error', {
    ...ser,
    status: status('ADDRV MISCV', 'UC', PATROL_QUIRK),
    cpu: {model: 0x55, minStepping: 4, ...vendor},
    banks: [13, 18],
  })

/** Uncorrected patrol-scrub errors that Skylake-SP and Cascade Lake report with UC clear; asked of the model number alone. */
export const PATROL = patrol({})
/** The same, asked of vendor, family and model since 6.12. */
export const PATROL_OF_INTEL = patrol({vendor: 'intel'})

/** UCNA, the combination that must not be, and everything else that was not signalled. */
export const unsignalled = (ucna: 'KEEP' | 'UCNA', spelling: 'signalled' | 'signaled'): readonly GradeRow[] => [
  row(ucna, 'Uncorrected no action required', {...ser, status: status('UC', 'S AR')}),
  row('PANIC', 'Illegal combination (UCNA with AR=1)', {...ser, status: status('UC AR', 'OVER S')}),
  row('KEEP', `Non ${spelling} machine check`, {...ser, status: status('', 'S')}),
]

/** Action required, but another event was lost. */
export const LOST_EVENTS = row('PANIC', 'Action required with lost events', {...ser, status: status('OVER UC S AR')})

/** Action required, nothing lost, address told; with a code and a context. */
export const required = (
  grade: GradeRow['grade'],
  reason: string,
  code: CodeCondition | undefined,
  extra: GradeCondition = {},
): GradeRow => row(grade, reason, {...ser, status: status('UC S AR ADDRV MISCV', 'OVER', code), ...extra})

/** Another thread of the core used the data; this one can go on. */
export const CONTINUABLE = required('KEEP', 'Action required but unaffected thread is continuable', undefined, {
  mcg: mcg('RIPV', 'EIPV'),
})

/** Kernel code with a machine-check fixup used the data. */
export const RECOVERABLE_LOAD = required(
  'AR',
  'Action required: data load in error recoverable area of kernel',
  DATA_LOAD,
  {context: 'kernel-recoverable'},
)

/** A user process used the data or the code. */
export const USER_AREA: readonly GradeRow[] = [
  required('AR', 'Action required: data load error in a user process', DATA_LOAD, {context: 'user'}),
  required('AR', 'Action required: instruction fetch error in a user process', INSTRUCTION_FETCH, {context: 'user'}),
]

/** A TDX guest used the data or the code. */
export const SEAM: readonly GradeRow[] = [
  required('AR', 'Data load error in SEAM non-root mode', DATA_LOAD, {context: 'kernel', mcg: mcg('SEAM_NR')}),
  required('AR', 'Instruction fetch error in SEAM non-root mode', INSTRUCTION_FETCH, {
    context: 'kernel',
    mcg: mcg('SEAM_NR'),
  }),
]

/** Kernel code without a fixup used the data. */
export const KERNEL_LOAD = required('PANIC', 'Data load in unrecoverable area of kernel', DATA_LOAD, {
  context: 'kernel',
})
/** Kernel code itself is lost. */
export const KERNEL_FETCH = required('PANIC', 'Instruction fetch error in kernel', INSTRUCTION_FETCH, {
  context: 'kernel',
})

/** Action required, but nothing known to be possible. */
export const UNKNOWN_REQUIRED = row('PANIC', 'Action required: unknown MCACOD', {
  ...ser,
  status: status('UC S AR', 'OVER'),
})

/** Signalled, no action required, code unknown. */
export const UNKNOWN_OPTIONAL: readonly GradeRow[] = [
  row('SOME', 'Action optional: unknown MCACOD', {...ser, status: status('UC S', 'OVER AR')}),
  row('SOME', 'Action optional with lost events', {...ser, status: status('OVER UC S', 'AR')}),
]

/** Uncorrected, and another one was lost. */
export const OVERFLOWED = row('PANIC', 'Overflowed uncorrected', {status: status('OVER UC')})
/** Uncorrected in kernel context, a row of its own since 6.12. */
export const KERNEL_UNCORRECTED = row('PANIC', 'Uncorrected in kernel', {status: status('UC'), context: 'kernel'})

/** The end of every table; the last row always matches. */
export const END: readonly GradeRow[] = [row('UC', 'Uncorrected', {status: status('UC')}), row('SOME', 'No match')]
