import type {DramLocation} from '../hardware-error-record.js'

/** A location being composed. */
export type DramDraft = {-readonly [Name in keyof DramLocation]: DramLocation[Name]}

/** Numbers of a location; the label is text. */
export type DramNumber = Exclude<keyof DramLocation, 'label'>

/** How drivers write numbers into labels: `CPU_SrcID#0_MC#2_Chan#1_DIMM#0`, `CPU#0Channel#1_DIMM#2`, `mc#0csrow#2channel#1`. */
const LABEL_PARTS: readonly (readonly [DramNumber, RegExp])[] = [
  ['socket', /SrcID#(\d{1,4})/],
  ['socket', /^CPU#(\d{1,4})Channel/i],
  ['imc', /(?:^|_)(?:HB)?MC#(\d{1,4})/i],
  ['imc', /_Ha#(\d{1,4})/i],
  ['channel', /Chan(?:nel)?#(\d{1,4})/i],
  ['slot', /(?:DIMM|slot)#(\d{1,4})/i],
  ['chipSelect', /csrow#(\d{1,4})/i],
  // Board tables and boot programs write them out: `SOCKET 1 CHANNEL 1 DIMM 0 DIMM1`.
  ['socket', /\bSOCKET (\d{1,4})\b/],
  ['channel', /\bCHANNEL (\d{1,4})\b/],
  ['slot', /\bCHANNEL \d{1,4} DIMM (\d{1,4})\b/],
]

/** Labels that name nothing: the driver did not know, or nobody filled in the board's table. */
const NAMELESS = /^(?:any memory|unknown memory|unknown label|\W*)$/i

const readNumbers = (label: string): DramDraft => {
  const numbers: DramDraft = {}
  for (const [field, pattern] of LABEL_PARTS) {
    const digits = pattern.exec(label)?.[1]
    if (digits !== undefined) numbers[field] ??= Number(digits)
  }
  return numbers
}

/** What all candidates of one label agree on. */
const agreement = (candidates: readonly DramDraft[]): DramDraft => {
  const agreed: DramDraft = {}
  const [first, ...others] = candidates
  for (const [field] of LABEL_PARTS) {
    const value = first?.[field]
    if (value !== undefined && others.every(other => other[field] === value)) agreed[field] = value
  }
  return agreed
}

const readLabel = (text: string): DramDraft => {
  const label = text.trim()
  if (NAMELESS.test(label)) return {}
  return {label, ...agreement(label.split(' or ').map(readNumbers))}
}

/** Labels kept: a storm names the same few modules again and again. */
const MOST_LABELS = 256
const known = new Map<string, DramDraft>()

/** The label as printed and the numbers in it; several candidates (`A or B`) give what all of them share. */
export const readDimmLabel = (text: string): DramDraft => {
  const found = known.get(text) ?? readLabel(text)
  if (known.size < MOST_LABELS) known.set(text, found)
  return {...found}
}
