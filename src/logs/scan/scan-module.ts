import {
  assemble,
  block,
  branch,
  bytes16,
  type Code,
  type FunctionSource,
  i32,
  lane,
  load,
  loop,
  op,
  slide,
  when,
} from './assemble.js'

/** Bytes of a text that are compared at once, the length of a fingerprint. */
export const WIDTH = 4

/** Sixteen bytes by the low, sixteen by the high half of a byte, for each place of a fingerprint: bits are buckets. */
export const HALVES_AT = 0

/** A bit for each hash of a fingerprint. */
export const HASHES_AT = 256
export const HASH_BITS = 16

/** Where text may begin. */
export const TEXT_AT = HASHES_AT + (1 << (HASH_BITS - 3))

/** Bytes behind a text that are read, though not looked at. */
export const SLACK = 64

/** Spreads four bytes over the hashes (Knuth's multiplicative hash). */
export const HASH_FACTOR = 0x9e3779b1

const PLACES = [0, 1, 2, 3] as const
const STEP = 16

type Swizzle = 'i8x16.swizzle' | 'i8x16.relaxed_swizzle'

/**
 * `next(from, to)`: where in the text from `from` up to `to` the next four bytes begin that may be a fingerprint, -1 when
 * there are none. Sixteen bytes at a time: each half of a byte names the buckets it may belong to at each place; what is
 * left when all places agree is looked up by its hash.
 */
const next = (swizzle: Swizzle): FunctionSource => ({
  name: 'next',
  parameters: ['from', 'to'],
  locals: {
    ...{at: 'i32', mask: 'i32', end: 'i32', hash: 'i32'},
    ...{text: 'v128', low: 'v128', high: 'v128', found: 'v128'},
    ...{low0: 'v128', low1: 'v128', low2: 'v128', low3: 'v128'},
    ...{high0: 'v128', high1: 'v128', high2: 'v128', high3: 'v128'},
    ...{is0: 'v128', is1: 'v128', is2: 'v128', is3: 'v128'},
    ...{was0: 'v128', was1: 'v128', was2: 'v128'},
  },
  body({get, set}) {
    const bucketsAt = (place: number): Code =>
      op('v128.and', op(swizzle, get(`low${place}`), get('low')), op(swizzle, get(`high${place}`), get('high')))
    const both = (a: Code, b: Code): Code => op('v128.and', a, b)
    return [
      ...PLACES.flatMap(place => [
        set(`low${place}`, load('v128.load', i32(HALVES_AT + place * 32))),
        set(`high${place}`, load('v128.load', i32(HALVES_AT + place * 32 + 16))),
      ]),
      set('at', get('from')),
      block(
        loop(
          branch(1, op('i32.ge_u', get('at'), get('to'))),
          set('text', load('v128.load', get('at'))),
          set('low', both(get('text'), bytes16(0x0f))),
          set('high', op('i8x16.shr_u', get('text'), i32(4))),
          ...PLACES.map(place => set(`is${place}`, bucketsAt(place))),
          // Lane n tells of the fingerprint that ends with byte n: its first bytes may stand in the step before.
          set(
            'found',
            both(
              both(slide(get('was0'), get('is0'), STEP - 3), slide(get('was1'), get('is1'), STEP - 2)),
              both(slide(get('was2'), get('is2'), STEP - 1), get('is3')),
            ),
          ),
          ...[0, 1, 2].map(place => set(`was${place}`, get(`is${place}`))),
          when(
            op('v128.any_true', get('found')),
            set('mask', op('i8x16.bitmask', op('i8x16.ne', get('found'), bytes16(0)))),
            loop(
              set('end', op('i32.add', get('at'), op('i32.ctz', get('mask')))),
              branch(3, op('i32.ge_u', get('end'), get('to'))),
              set('hash', hashOf(load('i32.load', op('i32.sub', get('end'), i32(WIDTH - 1))))),
              when(isKnown(get('hash')), op('return', op('i32.sub', get('end'), i32(WIDTH - 1)))),
              set('mask', op('i32.and', get('mask'), op('i32.sub', get('mask'), i32(1)))),
              branch(0, get('mask')),
            ),
          ),
          set('at', op('i32.add', get('at'), i32(STEP))),
          branch(0),
        ),
      ),
      i32(-1),
    ]
  },
})

const hashOf = (four: Code): Code => op('i32.shr_u', op('i32.mul', four, i32(HASH_FACTOR | 0)), i32(32 - HASH_BITS))

const isKnown = (hash: Code): Code =>
  op(
    'i32.and',
    op('i32.shr_u', load('i32.load8_u', op('i32.shr_u', hash, i32(3)), HASHES_AT), op('i32.and', hash, i32(7))),
    i32(1),
  )

const LF = 10

/** Steps after which a byte-wide counter could run over. */
const MOST_STEPS = 255

/** `newlines(from, to)`: LFs in the text from `from` up to `to`. */
const newlines: FunctionSource = {
  name: 'newlines',
  parameters: ['from', 'to'],
  locals: {count: 'i32', stop: 'i32', lanes: 'v128'},
  body({get, set}) {
    const left = op('i32.sub', get('to'), get('from'))
    const isLf = op('i8x16.eq', load('v128.load', get('from')), bytes16(LF))
    const sums = op('i32x4.extadd_pairwise_i16x8_u', op('i16x8.extadd_pairwise_i8x16_u', get('lanes')))
    return [
      block(
        loop(
          branch(1, op('i32.lt_u', left, i32(STEP))),
          set('stop', op('i32.sub', get('to'), i32(STEP))),
          when(
            op('i32.gt_u', left, i32(STEP * MOST_STEPS)),
            set('stop', op('i32.add', get('from'), i32(STEP * (MOST_STEPS - 1)))),
          ),
          set('lanes', bytes16(0)),
          loop(
            set('lanes', op('i8x16.sub', get('lanes'), isLf)),
            set('from', op('i32.add', get('from'), i32(STEP))),
            branch(0, op('i32.le_u', get('from'), get('stop'))),
          ),
          set('lanes', sums),
          ...[0, 1, 2, 3].map(index => set('count', op('i32.add', get('count'), lane(get('lanes'), index)))),
          branch(0),
        ),
      ),
      block(
        loop(
          branch(1, op('i32.ge_u', get('from'), get('to'))),
          set('count', op('i32.add', get('count'), op('i32.eq', load('i32.load8_u', get('from')), i32(LF)))),
          set('from', op('i32.add', get('from'), i32(1))),
          branch(0),
        ),
      ),
      get('count'),
    ]
  },
}

/** The module, with the faster table look-up of relaxed SIMD or without. */
export const scanModule = (relaxed: boolean): Uint8Array<ArrayBuffer> =>
  assemble([next(relaxed ? 'i8x16.relaxed_swizzle' : 'i8x16.swizzle'), newlines])
