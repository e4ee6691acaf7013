import type {Victim} from '../incidents/incident.js'
import type {KernelRead} from '../mirror/kernel-reads.js'

/** What kernel code was doing → row. */
export const ROW_OF_READ: Readonly<Record<KernelRead['id'], string>> = {
  'user-copy': 'T8',
  'file-read': 'T9',
  'copy-on-write': 'T10',
  'page-sharing': 'T11',
  'huge-page-collapse': 'T12',
  'core-dump': 'T13',
  migration: 'T14',
}

/** What was in the page → row, for machines that stayed up. */
export const ROW_OF_CONTENT: Readonly<Record<Victim['content'], string | undefined>> = {
  kernel: 'T18',
  user: 'T1',
  'page-cache-clean': 'T3',
  'page-cache-dirty': 'T4',
  free: 'T19',
  'huge-page': 'T7',
  guest: 'T20',
  'swap-cache': 'T5',
  unknown: undefined,
}

/** What the reason string of the kernel's severity table means for software. */
export type ReasonMeaning = 'no-way-back' | 'kernel-code' | 'kernel-data' | 'user' | 'undecided'

/** Reason strings of all kernels, the first match wins. */
export const MEANING_OF_REASON: readonly (readonly [words: RegExp, meaning: ReasonMeaning])[] = [
  [/processor context corrupt/i, 'no-way-back'],
  [/neither restart nor error IP/i, 'no-way-back'],
  [/no restart IP/i, 'no-way-back'],
  [/lost events|overflowed uncorrected/i, 'no-way-back'],
  [/illegal combination|MCIP not set/i, 'no-way-back'],
  [/instruction fetch error in kernel/i, 'kernel-code'],
  [/in a user process|in user/i, 'user'],
  [/(?:in|of) kernel|kernel context/i, 'kernel-data'],
]

/** A setting that made the machine panic although it could have gone on. */
export interface PanicSetting {
  readonly message: RegExp
  readonly setting: string
}

/** Panic messages that a setting, not the error, brought about. */
export const PANIC_SETTINGS: readonly PanicSetting[] = [
  {message: /^Memory failure (?:from trap \d+ )?on page/, setting: 'vm.memory_failure_recovery=0'},
  {message: /^Memory failure: .*unrecoverable page/, setting: 'vm.panic_on_unrecoverable_memory_failure=1'},
  {message: /^(?:EDAC MC\d+: )?(?:UE\b|Uncorrected Error)/, setting: 'edac_core.edac_mc_panic_on_ue=1'},
]
