/** A seeded source of uniform numbers in the open interval (0, 1), 53 bits each. */
export type RandomStream = () => number

const MASK_64 = (1n << 64n) - 1n

/** SplitMix64 (Steele, Lea, Flood 2014): spreads any seed over the state of another generator. */
export function splitmix64(seed: bigint): () => bigint {
  let state = seed & MASK_64
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK_64
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64
    return z ^ (z >> 31n)
  }
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k))

/**
 * xoshiro128** 1.1 (Blackman & Vigna): fills an array with the next unsigned 32-bit words. The state is four words, not all
 * zero. Many words at once, for a loop is compiled long before the many callers of a generator are.
 */
export function xoshiro128(state: readonly [number, number, number, number]): (words: Uint32Array) => void {
  let [a, b, c, d] = state
  return words => {
    let [s0, s1, s2, s3] = [a | 0, b | 0, c | 0, d | 0]
    for (let n = 0; n < words.length; n++) {
      words[n] = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9)
      const shifted = s1 << 9
      s2 ^= s0
      s3 ^= s1
      s1 ^= s2
      s0 ^= s3
      s2 ^= shifted
      s3 = rotateLeft(s3, 11)
    }
    a = s0
    b = s1
    c = s2
    d = s3
  }
}

/** FNV-1a over the purpose's characters: equal seeds give unrelated streams to unrelated purposes. */
function hashOf(purpose: string): bigint {
  let hash = 0xcbf29ce484222325n
  for (const character of purpose) hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & MASK_64
  return hash
}

type State = readonly [number, number, number, number]

function seedState(seed: number, purpose: string): State {
  const spread = splitmix64(BigInt(Math.trunc(seed)) ^ hashOf(purpose))
  const [first, second] = [spread(), spread()]
  const words = [first, first >> 32n, second, second >> 32n].map(word => Number(word & 0xffffffffn))
  return [words[0] ?? 1, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0]
}

/** Where streams begin, by seed and purpose: all hosts of a run begin alike. */
const beginnings = new Map<string, State>()
const MOST_BEGINNINGS = 64

function wordsOf(seed: number, purpose: string): (words: Uint32Array) => void {
  const key = `${seed} ${purpose}`
  const state = beginnings.get(key) ?? seedState(seed, purpose)
  if (beginnings.size >= MOST_BEGINNINGS) beginnings.clear()
  beginnings.set(key, state)
  return xoshiro128(state)
}

/** Uniform numbers in (0, 1) from two words each. */
function toUniforms(words: Uint32Array, numbers: Float64Array): void {
  for (let n = 0; n < numbers.length; n++)
    numbers[n] = (((words[2 * n] ?? 0) >>> 5) * 2 ** 26 + ((words[2 * n + 1] ?? 0) >>> 6) + 0.5) / 2 ** 53
}

/** So many numbers of a stream at once. */
export function uniforms(seed: number, purpose: string, count: number): Float64Array {
  const words = new Uint32Array(2 * count)
  const numbers = new Float64Array(count)
  wordsOf(seed, purpose)(words)
  toUniforms(words, numbers)
  return numbers
}

/** Numbers drawn at a time. */
const BATCH = 512

/** A stream for one purpose of one seed; what one purpose draws never shifts another's numbers. */
export function createStream(seed: number, purpose: string): RandomStream {
  const fill = wordsOf(seed, purpose)
  const words = new Uint32Array(2 * BATCH)
  const numbers = new Float64Array(BATCH)
  let at = BATCH
  return () => {
    if (at === BATCH) {
      fill(words)
      toUniforms(words, numbers)
      at = 0
    }
    return numbers[at++] ?? 0.5
  }
}
