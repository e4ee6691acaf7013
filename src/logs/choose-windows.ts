/** A literal and the part of it that is looked for first. */
export interface SearchWindow {
  readonly bytes: Uint8Array
  /** Where the looked-for part begins inside the literal. */
  readonly offset: number
}

/**
 * Roughly how often a byte stands in syslog text, per mille. Letters by English use, digits and blanks often, capitals
 * and punctuation seldom; only the order matters.
 */
const FREQUENCY: Readonly<Record<string, number>> = {
  ' ': 120,
  e: 80,
  t: 60,
  o: 52,
  n: 52,
  r: 50,
  s: 50,
  a: 48,
  i: 48,
  d: 36,
  l: 30,
  c: 28,
  u: 24,
  m: 20,
  p: 20,
}

/** Pairs that stand together far more often than their letters would by chance, in English and in logs. */
const COMMON_PAIRS = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ' +
    'ne ea ra ce li ch ll be ma si om ur ry po mo rt pe fo ut ee ot pp ad ac ff 0x 00'
  )
    .split(' ')
    .concat('e ', 's ', 't ', 'd ', 'n ', 'r ', 'y ', ': ', ' s', ' t', ' a', ' c', ' p', ' f', ' i', ' d'),
)

const COMMON = 0.006

const frequencyOf = (letter: string): number => {
  if (/[a-z ]/.test(letter)) return FREQUENCY[letter] ?? 12
  if (/\d/.test(letter)) return 30
  return /[:.[\]/=-]/.test(letter) ? 12 : 3
}

const FREQUENCIES = Array.from({length: 256}, (_, byte) => frequencyOf(String.fromCharCode(byte)))

const pairNumber = (first: number, second: number): number => (first << 8) | second

const COMMON_NUMBERS = new Set([...COMMON_PAIRS].map(pair => pairNumber(pair.charCodeAt(0), pair.charCodeAt(1))))

/** The share of a text's pairs that are this one. */
const chanceOf = (first: number, second: number): number =>
  COMMON_NUMBERS.has(pairNumber(first, second))
    ? COMMON
    : ((FREQUENCIES[first] ?? 0) * (FREQUENCIES[second] ?? 0)) / 1e6

/** What a pair costs when it is met by accident: at the window's end a comparison, before it a shorter step. */
const COST_AT_END = 6
const COST_BEFORE = 1

/** The stretch of `width` bytes of the literal that text holds most seldom by accident. */
export const chooseWindow = (bytes: Uint8Array, width: number): SearchWindow => {
  const chances = Float64Array.from({length: bytes.length - 1}, (_, at) => chanceOf(bytes[at] ?? 0, bytes[at + 1] ?? 0))
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let offset = 0; offset + width <= bytes.length; offset += 1) {
    const end = offset + width - 2
    let cost = 0
    for (let at = offset; at < end; at += 1) cost += (chances[at] ?? 0) * COST_BEFORE
    cost += (chances[end] ?? 0) * COST_AT_END
    if (cost >= least) continue
    least = cost
    best = offset
  }
  return {bytes, offset: best}
}
