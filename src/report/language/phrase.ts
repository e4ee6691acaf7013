/**
 * One sentence or word of the report in two languages. Holes in braces stand for what changes, by their name: `{n}` a
 * number, `{t}` a date or a clock, `{p}` a share, `{q}` a quotation, `{label}` one word that is a name, `{item}` a part without semicolons, `{raw}` text that is kept as it is, `{rest}` the same to the end of the text, any
 * other letter a part that is itself put into the language. Square brackets hold what may be missing with its hole; `(s)` is a plural ending.
 */
export interface Phrase {
  readonly english: string
  readonly other: string
}

type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never

/** A pair whose second half fills only holes that the first one has. */
type Checked<Pair> = Pair extends readonly [infer English extends string, infer Other extends string]
  ? [Exclude<Holes<Other>, Holes<English>>] extends [never]
    ? Pair
    : readonly [English, `has no hole {${Exclude<Holes<Other>, Holes<English>>}}`]
  : never

/** Declares phrases, English first; a hole that only the translation names does not compile. */
export const phrases = <const Pairs extends readonly (readonly [string, string])[]>(
  pairs: Pairs & {readonly [Index in keyof Pairs]: Checked<Pairs[Index]>},
): readonly Phrase[] => pairs.map(([english, other]) => ({english, other}))

/** What a hole stands for: a number, a moment, a share, text kept as it is, a part to be translated. */
export type HoleKind = 'number' | 'moment' | 'share' | 'quotation' | 'label' | 'kept' | 'rest' | 'item' | 'part'

/** The kind of a hole by its name; digits tell holes of one kind apart. */
export function holeKind(name: string): HoleKind {
  const kind = name.replace(/\d+$/, '')
  if (kind === 'n') return 'number'
  if (kind === 't') return 'moment'
  if (kind === 'p') return 'share'
  if (kind === 'q') return 'quotation'
  if (kind === 'label' || kind === 'item') return kind
  if (kind === 'rest') return kind
  return kind === 'raw' ? 'kept' : 'part'
}
