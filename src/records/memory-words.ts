import type {ContextRecord, ReportedError} from './hardware-error-record.js'

/** What a management controller's words about memory come to. */
export type MemoryMeaning =
  | {readonly severity: ReportedError['severity']; readonly atLeast?: true}
  | {readonly context: ContextRecord['what']}
  | {readonly disabled: true}

/**
 * Events of sensor type 0Ch (IPMI 2.0, table 42-3) in the words of ipmitool, FreeIPMI, Redfish registries and vendors,
 * first match wins. A failed scrub is a bit that cannot be repaired in place: whether reads are still corrected is not said.
 */
const MEANINGS: readonly (readonly [RegExp, MemoryMeaning])[] = [
  [
    /logging limit|logging (?:is |has been )?disabled|rate (?:has |is )?(?:been )?(?:exceeded|increased)|error limit reached|predictive failure|ECC Warning.*transition to|(?<!un-?)correct\w+.*threshold (?:was |has been )?(?:exceeded|reached)/i,
    {severity: 'corrected', atLeast: true},
  ],
  [/un-?correct(?:able|ed)|un-?corr\b|multi[- ]?bit|\bUECC\b|\bUE\b/i, {severity: 'uncorrected'}],
  [/correct(?:able|ed)|\bcorr\b|single[- ]?bit|\bCECC\b|\bCE\b/i, {severity: 'corrected'}],
  [/\bscrub failed|stuck bit/i, {severity: 'unknown'}],
  [/\bparity\b/i, {severity: 'uncorrected'}],
  [/\bdisabled\b|mapped out|map-out/i, {disabled: true}],
  [/overtemp|throttl/i, {context: 'thermal'}],
]

/** The meaning of words about memory; undefined when they tell of no error. */
export const meaningOfWords = (text: string): MemoryMeaning | undefined =>
  MEANINGS.find(([pattern]) => pattern.test(text))?.[1]
