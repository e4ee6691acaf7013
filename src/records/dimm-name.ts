import type {DramLocation} from './hardware-error-record.js'

const PROCESSOR = '(?:P|CPU|PROC|Proc|Processor|PROCESSOR|Node|NODE|Socket|SOCKET)[ _-]?\\d{1,2}'
const CHANNEL = '(?:CH|Ch|Channel|CHANNEL|Riser|RISER|MEMRISER|Memory Board|Board|BRD)[ _-]?[A-P0-9]{1,2}'
const GAP = '[ _,:/-]{0,2}'
const MODULE = '(?:[A-Z]{1,2}\\d{1,2}|\\d{1,3}[A-Z]?\\d?|[A-Z])(?![A-Za-z0-9])'

/**
 * Names of modules as boards and controllers print them: `DIMM_A1`, `P1-DIMMA1`, `CPU1_DIMM_B2`, `DIMMA1(CPU1)`,
 * `PROC 1 DIMM 3`, `DDR4_P1_A1`, `CPU0_C1D0`, `CPU0_G1`, `DIMM_P1_B1`, `/SYS/MB/P0/D3`. Counting from 0 or 1 and the
 * meaning of letters differ by vendor: kept as printed, never turned into numbers.
 */
const NAMES: readonly RegExp[] = [
  new RegExp(
    `\\b(?:${PROCESSOR}${GAP})?(?:${CHANNEL}${GAP})?(?:DIMM|Dimm)(?: ?(?:Socket|Slot|slot)(?!:))?(?:[ _#:-]{0,2}P\\d_${MODULE}|[ _#:-]{0,2}${MODULE})(?:/CPU\\d| ?\\(?@? ?(?:CPU|P|Proc) ?\\d\\)?)?`,
  ),
  /\b(?:(?:Board|Slot|Processor) \d{1,2}, )?(?:Processor \d{1,2}, )?Memory Module \d{1,3}\b/,
  /\bDDR\d_P\d{1,2}_[A-Z]\d(?=_ECC\b|\b)/,
  /\bCPU\d{1,2}_C[A-H0-9]D\d\b/,
  /\bCPU\d{1,2}_[A-P]\d{1,2}\b/,
  /\bP\d{1,2}\/D\d{1,2}\b(?<!\/SYS\S*)/,
  /\/SYS(?:\/[A-Z]+\d*){1,5}\/D\d{1,2}\b/,
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
