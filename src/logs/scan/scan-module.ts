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

/** Groups of eight buckets. */
const GROUPS = ['a', 'b'] as const

/** Buckets that a fingerprint may stand in. */
export const BUCKETS = GROUPS.length * 8

/** Sixteen bytes by the low, sixteen by the high half of a byte, for each place of a fingerprint: bits are buckets. */
export const HALVES_AT = 0

/** Where the tables for a place begin, of the group of buckets with this number. */
export const halvesAt = (group: number, place: number): number => HALVES_AT + (group * WIDTH + place) * 32

/** A bit for each hash of a fingerprint. */
export const HASHES_AT = HALVES_AT + GROUPS.length * WIDTH * 32
export const HASH_BITS = 16

/** Where text may begin. */
export const TEXT_AT = HASHES_AT + (1 << (HASH_BITS - 3))

/** Bytes behind a text that are read, though not looked at. */
export const SLACK = 64

/** Spreads four bytes over the hashes (Knuth's multiplicative hash). */
export const HASH_FACTOR = 0x9e3779b1

const PLACES = [0, 1, 2, 3] as const
const EARLIER = [0, 1, 2] as const

/** Variables of each group: its tables, and what they say of this step and the one before. */
const VECTORS = [
  ...PLACES.flatMap(place => [`low${place}`, `high${place}`]),
  ...EARLIER.flatMap(place => [`is${place}`, `was${place}`]),
]
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
    ...Object.fromEntries(GROUPS.flatMap(group => VECTORS.map(name => [`${name}${group}`, 'v128' as const]))),
  },
  body({get, set}) {
    const both = (a: Code, b: Code): Code => op('v128.and', a, b)
    const bucketsAt = (place: number, group: string): Code =>
      both(op(swizzle, get(`low${place}${group}`), get('low')), op(swizzle, get(`high${place}${group}`), get('high')))
    /** Lane n tells of the fingerprint that ends with byte n: its first bytes may stand in the step before. */
    const foundOf = (group: string): Code =>
      both(
        both(
          slide(get(`was0${group}`), get(`is0${group}`), STEP - 3),
          slide(get(`was1${group}`), get(`is1${group}`), STEP - 2),
        ),
        both(slide(get(`was2${group}`), get(`is2${group}`), STEP - 1), bucketsAt(3, group)),
      )
    return [
      ...GROUPS.flatMap((group, index) =>
        PLACES.flatMap(place => [
          set(`low${place}${group}`, load('v128.load', i32(halvesAt(index, place)))),
          set(`high${place}${group}`, load('v128.load', i32(halvesAt(index, place) + 16))),
        ]),
      ),
      set('at', get('from')),
      block(
        loop(
          branch(1, op('i32.ge_u', get('at'), get('to'))),
          set('text', load('v128.load', get('at'))),
          set('low', both(get('text'), bytes16(0x0f))),
          set('high', op('i8x16.shr_u', get('text'), i32(4))),
          ...GROUPS.flatMap(group => EARLIER.map(place => set(`is${place}${group}`, bucketsAt(place, group)))),
          set(
            'found',
            GROUPS.map(foundOf).reduce((all, some) => op('v128.or', all, some)),
          ),
          ...GROUPS.flatMap(group => EARLIER.map(place => set(`was${place}${group}`, get(`is${place}${group}`)))),
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
