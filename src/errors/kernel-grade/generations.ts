import {AMD_4_4, AMD_6_1, AMD_BEFORE_6_1} from './amd-rows.js'
import {DATA_LOAD_LITERAL, INSTRUCTION_FETCH_LITERAL, mcg, NO_CODE_LITERAL, status} from './conditions.js'
import type {GradeRow, GradeTable, KernelTraits} from './grade-table.js'
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
  PATROL_OF_INTEL,
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
  {
    ...row('SOME', 'Spurious not enabled', {features: {ser: true}, status: status('UC', 'OVER EN')}),
    unreachable: 'row 2 has taken everything with EN=0',
  },
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
const K6_12: Differences = {
  ...K6_1,
  optional: [...optionalAny(''), PATROL_OF_INTEL],
  seam: SEAM,
  kernelUncorrected: [KERNEL_UNCORRECTED],
}

const MCHECK = 'Linux arch/x86/kernel/cpu/mcheck/mce-severity.c'
const MCE = 'Linux arch/x86/kernel/cpu/mce/severity.c'
const COPY_MC = ['kernel-copy-mc'] as const
const COPIES = ['kernel-copy-mc', 'kernel-copy-from-user'] as const

const OLDEST: KernelTraits = {
  pollIsolates: [],
  panicOnOops: true,
  killsFirst: false,
  checksAddress: false,
  localDelivery: false,
  amdAddressRules: false,
}
const T4_4: KernelTraits = {...OLDEST, localDelivery: true}
const T3_10_EL7: KernelTraits = {...T4_4, killsFirst: true}
const T4_18: KernelTraits = {...T3_10_EL7, panicOnOops: false, pollIsolates: ['AO']}
const T5_10: KernelTraits = {...T4_18, pollIsolates: ['AO', 'UCNA', 'DEFERRED']}
const T6_1: KernelTraits = {...T5_10, killsFirst: false, checksAddress: true}
const T6_12: KernelTraits = {...T6_1, amdAddressRules: true}

type Rest = Pick<GradeTable, 'amd' | 'recoverable' | 'traits'> &
  Partial<Pick<GradeTable, 'hygon' | 'kernelPanicsFromUc' | 'gradesPolls'>>

const DEFAULTS = {hygon: false, kernelPanicsFromUc: false, gradesPolls: true} as const

const table = (id: string, source: string, intel: readonly GradeRow[], rest: Rest): GradeTable => ({
  ...DEFAULTS,
  ...rest,
  id,
  source: `${source}, ${id}`,
  intel,
})

const OLD_AMD = {amd: AMD_BEFORE_6_1, recoverable: COPY_MC} as const
const NEW_AMD = {amd: AMD_6_1, hygon: true, recoverable: COPIES} as const

/** Known generations, oldest first. Distribution kernels carry back-ports; the suffix names the tree that was read. */
export const GRADE_TABLES: readonly GradeTable[] = [
  table('2.6.32', MCHECK, INTEL_2_6_32, {recoverable: [], gradesPolls: false, traits: OLDEST}),
  table('3.6', MCHECK, INTEL_3_6, {recoverable: [], gradesPolls: false, traits: OLDEST}),
  table('3.10-el7', MCHECK, INTEL_3_10_EL7, {...OLD_AMD, traits: T3_10_EL7}),
  table('4.4', MCHECK, INTEL_4_4, {amd: AMD_4_4, recoverable: [], traits: T4_4}),
  table('4.18-el8', MCE, modernIntel(EL8), {...OLD_AMD, traits: T4_18}),
  table('4.19', MCHECK, modernIntel(K4_19), {...OLD_AMD, traits: T4_18}),
  table('5.4', MCE, modernIntel(K5_4), {...OLD_AMD, hygon: true, traits: T4_18}),
  table('5.10', MCE, modernIntel(K5_10), {...OLD_AMD, hygon: true, recoverable: COPIES, traits: T5_10}),
  table('6.1', MCE, modernIntel(K6_1), {...NEW_AMD, kernelPanicsFromUc: true, traits: T6_1}),
  table('6.12', MCE, modernIntel(K6_12), {...NEW_AMD, traits: T6_12}),
]
