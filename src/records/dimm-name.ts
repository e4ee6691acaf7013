import type {DramLocation} from './hardware-error-record.js'

/**
 * Names of modules as boards and controllers print them: `DIMM_A1`, `P1-DIMMA1`, `CPU1_DIMM_B2`, `DIMMA1(CPU1)`,
 * `PROC 1 DIMM 3`, `DDR4_P1_A1`, `CPU0_C1D0`. Counting from 0 or 1 and the meaning of letters differ by vendor: kept
 * as printed, never turned into numbers.
 */
const NAMES: readonly RegExp[] = [
  /\b(?:(?:P|CPU|PROC|Proc|Processor|Node|Socket)[ _-]?\d{1,2}[ _,:-]{0,2})?(?:(?:CH|Ch|Channel|CHANNEL|Riser|RISER|Memory Board)[ _-]?[A-H0-9]{1,2}[ _,:-]{0,2})?(?:DIMM|Dimm)(?:[ _#:-]{0,2}(?:[A-Z]{1,2}\d{1,2}|\d{1,3}[A-Z]?|[A-Z])(?![A-Za-z0-9]))(?: ?\(?@? ?(?:CPU|P|Proc) ?\d\)?)?/,
  /\bDDR\d_P\d{1,2}_[A-Z]\d\b/,
  /\bCPU\d{1,2}_C[A-H0-9]D\d\b/,
]

/** The first module a text names, as printed; undefined when it names none. */
export const dimmNameIn = (text: string): string | undefined => {
  for (const pattern of NAMES) {
    const found = pattern.exec(text)?.[0]
    if (found) return found.trim()
  }
  return undefined
}

/** The same as a location. */
export const locationNamedIn = (text: string): DramLocation | undefined => {
  const label = dimmNameIn(text)
  return label === undefined ? undefined : {label}
}
