import {AMD_4_4, AMD_6_1, AMD_BEFORE_6_1} from './amd-rows.js'
import {DATA_LOAD_LITERAL, INSTRUCTION_FETCH_LITERAL, mcg, NO_CODE_LITERAL, status} from './conditions.js'
import type {GradeRow, GradeTable} from './grade-table.js'
import {
  CONTINUABLE,
  CORRECTED,
  DEFERRED,
  END,
  gates,
  KERNEL_FETCH,
  KERNEL_LOAD,
  KERNEL_UNCORRECTED,
  LOST_EVENTS,
  NO_RESTART_RECOVERABLE,
  OVERFLOWED,
  optionalAny,
  optionalSignalled,
  PATROL,
  RECOVERABLE_LOAD,
  required,
  row,
  SEAM,
  UNKNOWN_OPTIONAL,
  UNKNOWN_REQUIRED,
  USER_AREA,
  unsignalled,
} from './rows.js'

const EVERYWHERE = {} as const
const IN_HANDLER = {exception: true} as const

const INTEL_2_6_32: readonly GradeRow[] = [
  ...gates(EVERYWHERE),
  CORRECTED,
  row('SOME', 'Spurious not enabled', {features: {ser: true}, status: status('UC', 'OVER EN')}),
  ...unsignalled('KEEP', 'signalled'),
  LOST_EVENTS,
  row('PANIC', 'Action required; unknown MCACOD', {
    features: {ser: true},
    status: status('UC S AR', 'OVER', NO_CODE_LITERAL),
  }),
  ...optionalSignalled(true),
  row('SOME', 'Action optional unknown MCACOD', {features: {ser: true}, status: status('UC S', 'OVER AR')}),
  row('SOME', 'Action optional with lost events', {features: {ser: true}, status: status('OVER UC S', 'AR')}),
  OVERFLOWED,
  ...END,
]

const INTEL_3_6: readonly GradeRow[] = [
  ...gates(EVERYWHERE),
  CORRECTED,
  ...unsignalled('KEEP', 'signalled'),
  LOST_EVENTS,
  required('KEEP', 'HT thread notices Action required: data load error', DATA_LOAD_LITERAL, {mcg: mcg('', 'EIPV')}),
  required('AR', 'Action required: data load error', DATA_LOAD_LITERAL, {context: 'user'}),
  required('KEEP', 'HT thread notices Action required: instruction fetch error', INSTRUCTION_FETCH_LITERAL, {
    mcg: mcg('', 'EIPV'),
  }),
  required('AR', 'Action required: instruction fetch error', INSTRUCTION_FETCH_LITERAL, {context: 'user'}),
  UNKNOWN_REQUIRED,
  ...optionalSignalled(true),
  ...UNKNOWN_OPTIONAL,
  OVERFLOWED,
  ...END,
]

const INTEL_4_4: readonly GradeRow[] = [
  ...gates(IN_HANDLER),
  DEFERRED,
  CORRECTED,
  ...unsignalled('UCNA', 'signalled'),
  LOST_EVENTS,
  CONTINUABLE,
  ...USER_AREA,
  UNKNOWN_REQUIRED,
  ...optionalSignalled(false),
  ...UNKNOWN_OPTIONAL,
  OVERFLOWED,
  ...END,
]

const INTEL_3_10_EL7: readonly GradeRow[] = [
  ...gates(IN_HANDLER),
  NO_RESTART_RECOVERABLE,
  DEFERRED,
  CORRECTED,
  ...unsignalled('UCNA', 'signalled'),
  LOST_EVENTS,
  CONTINUABLE,
  RECOVERABLE_LOAD,
  ...USER_AREA,
  UNKNOWN_REQUIRED,
  ...optionalSignalled(false),
  ...UNKNOWN_OPTIONAL,
  OVERFLOWED,
  ...END,
]

/** Rows of 4.18-el8 to 6.12 differ in six places. */
interface Differences {
  readonly deferred: readonly GradeRow[]
  readonly optional: readonly GradeRow[]
  readonly spelling: 'signalled' | 'signaled'
  readonly seam: readonly GradeRow[]
  readonly kernelArea: readonly GradeRow[]
  readonly kernelUncorrected: readonly GradeRow[]
}

const modernIntel = (differences: Differences): readonly GradeRow[] => [
  ...gates(IN_HANDLER),
  NO_RESTART_RECOVERABLE,
  ...differences.deferred,
  CORRECTED,
  ...differences.optional,
  ...unsignalled('UCNA', differences.spelling),
  LOST_EVENTS,
  CONTINUABLE,
  RECOVERABLE_LOAD,
  ...USER_AREA,
  ...differences.seam,
  ...differences.kernelArea,
  UNKNOWN_REQUIRED,
  ...UNKNOWN_OPTIONAL,
  OVERFLOWED,
  ...differences.kernelUncorrected,
  ...END,
]

const EL8: Differences = {
  deferred: [DEFERRED],
  optional: optionalAny('OVER'),
  spelling: 'signalled',
  seam: [],
  kernelArea: [KERNEL_LOAD],
  kernelUncorrected: [],
}
const K4_19: Differences = {...EL8, kernelArea: [KERNEL_LOAD, KERNEL_FETCH]}
const K5_4: Differences = {...K4_19, optional: [...optionalAny(''), PATROL]}
const K5_10: Differences = {...K5_4, deferred: []}
const K6_1: Differences = {...K5_10, spelling: 'signaled'}
const K6_12: Differences = {...K6_1, seam: SEAM, kernelUncorrected: [KERNEL_UNCORRECTED]}

const MCHECK = 'Linux arch/x86/kernel/cpu/mcheck/mce-severity.c'
const MCE = 'Linux arch/x86/kernel/cpu/mce/severity.c'
const COPY_MC = ['kernel-copy-mc'] as const
const COPIES = ['kernel-copy-mc', 'kernel-copy-from-user'] as const

type Rest = Pick<GradeTable, 'amd' | 'recoverable'> &
  Partial<Pick<GradeTable, 'hygon' | 'kernelPanicsFromUc' | 'gradesPolls'>>

const DEFAULTS = {hygon: false, kernelPanicsFromUc: false, gradesPolls: true} as const

const table = (id: string, source: string, intel: readonly GradeRow[], rest: Rest): GradeTable => ({
  ...DEFAULTS,
  ...rest,
  id,
  source: `${source}, ${id}`,
  intel,
})

/** Known generations, oldest first. Distribution kernels carry back-ports; the suffix names the tree that was read. */
export const GRADE_TABLES: readonly GradeTable[] = [
  table('2.6.32', MCHECK, INTEL_2_6_32, {recoverable: [], gradesPolls: false}),
  table('3.6', MCHECK, INTEL_3_6, {recoverable: [], gradesPolls: false}),
  table('3.10-el7', MCHECK, INTEL_3_10_EL7, {amd: AMD_BEFORE_6_1, recoverable: COPY_MC}),
  table('4.4', MCHECK, INTEL_4_4, {amd: AMD_4_4, recoverable: []}),
  table('4.18-el8', MCE, modernIntel(EL8), {amd: AMD_BEFORE_6_1, recoverable: COPY_MC}),
  table('4.19', MCHECK, modernIntel(K4_19), {amd: AMD_BEFORE_6_1, recoverable: COPY_MC}),
  table('5.4', MCE, modernIntel(K5_4), {amd: AMD_BEFORE_6_1, hygon: true, recoverable: COPY_MC}),
  table('5.10', MCE, modernIntel(K5_10), {amd: AMD_BEFORE_6_1, hygon: true, recoverable: COPIES}),
  table('6.1', MCE, modernIntel(K6_1), {amd: AMD_6_1, hygon: true, recoverable: COPIES, kernelPanicsFromUc: true}),
  table('6.12', MCE, modernIntel(K6_12), {amd: AMD_6_1, hygon: true, recoverable: COPIES}),
]
