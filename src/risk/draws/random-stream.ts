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

/** xoshiro128** 1.1 (Blackman & Vigna): unsigned 32-bit words from four words of state, not all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  // A typed array keeps the words unboxed: closures over plain numbers would allocate on every draw.
  const word = Int32Array.from(state)
  return () => {
    const [a = 0, b = 0, c = 0, d = 0] = [word[0], word[1], word[2], word[3]]
    const third = c ^ a
    const fourth = d ^ b
    word[0] = a ^ fourth
    word[1] = b ^ third
    word[2] = third ^ (b << 9)
    word[3] = rotateLeft(fourth, 11)
    return Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
  }
}

/** FNV-1a over the purpose's characters: equal seeds give unrelated streams to unrelated purposes. */
function hashOf(purpose: string): bigint {
  let hash = 0xcbf29ce484222325n
  for (const character of purpose) hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & MASK_64
  return hash
}

/** A stream for one purpose of one seed; what one purpose draws never shifts another's numbers. */
export function createStream(seed: number, purpose: string): RandomStream {
  const spread = splitmix64(BigInt(Math.trunc(seed)) ^ hashOf(purpose))
  const [first, second] = [spread(), spread()]
  const words = [first, first >> 32n, second, second >> 32n].map(word => Number(word & 0xffffffffn))
  const next = xoshiro128([words[0] ?? 1, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0])
  return () => {
    const high = next() >>> 5
    const low = next() >>> 6
    return (high * 2 ** 26 + low + 0.5) / 2 ** 53
  }
}
