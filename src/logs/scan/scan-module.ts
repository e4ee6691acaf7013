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
  when,
} from './assemble.js'
import {AHEAD_FACTOR} from './fingerprints.js'

/** Bytes of a fingerprint. */
export const WIDTH = 4

/** Bytes of a fingerprint that are looked up first. */
export const KEY_BYTES = 3
export const KEY_BITS = 17

/** Bytes in front of a fingerprint that are looked up with it, where the literal has so many. */
export const AHEAD = 2

/** A bit for each hash of a whole fingerprint: of those with bytes in front, and of those without. */
export const HASH_BITS = 18
export const LED_AT = 0
export const BARE_AT = LED_AT + (1 << (HASH_BITS - 3))

/** A byte for each hash of a fingerprint's key: 1 where there is one. */
export const KEYS_AT = BARE_AT + (1 << (HASH_BITS - 3))

/** Where text may begin. */
export const TEXT_AT = KEYS_AT + (1 << KEY_BITS)

/** Bytes behind a text that are read, though not looked at. */
export const SLACK = 64

/** Spreads four bytes over the hashes (Knuth's multiplicative hash). */
export const HASH_FACTOR = 0x9e3779b1

/** What is left of the fourth of four bytes, once they are multiplied by it: nothing. */
const KEY_SHIFT = 8 * (WIDTH - KEY_BYTES)

/** The hash of the first three of four bytes, the first in the lowest bits; the factor has 24 bits. */
export const hashOf = (four: number, factor: number): number => Math.imul(four, factor << KEY_SHIFT) >>> (32 - KEY_BITS)

/** Bytes from one place that is looked at to the next. */
export const STRIDE = 2

const STEP = 16
const LANES = [0, 1, 2, 3] as const

/** Whether the table at `table` has a bit for what was spread over 32. */
const hasBit = (spread: Code, table: number): Code => {
  const hash = op('i32.shr_u', spread, i32(32 - HASH_BITS))
  const byte = load('i32.load8_u', op('i32.shr_u', hash, i32(3)), table)
  return op('i32.and', op('i32.shr_u', byte, op('i32.and', hash, i32(7))), i32(1))
}

/**
 * `next(from, to)`: where in the text from `from` up to `to`, at an even address, the next bytes begin that may be a
 * fingerprint; -1 when there are none. A multiplication for four places at once makes hashes of the keys of eight, and a
 * table tells whether one of them is a fingerprint's; the few that are left are looked up whole, with the bytes in front.
 */
const next = (factor: number): FunctionSource => ({
  name: 'next',
  parameters: ['from', 'to'],
  locals: {...{at: 'i32', place: 'i32', hash: 'i32'}, ...{first: 'v128', second: 'v128'}},
  body({get, set}) {
    const spread = i32(factor << KEY_SHIFT)
    const back = i32(32 - KEY_BITS)
    const ahead = op('i32.mul', load('i32.load16_u', op('i32.sub', get('place'), i32(AHEAD))), i32(AHEAD_FACTOR | 0))
    const isKey = (hash: Code): Code => load('i32.load8_u', hash, KEYS_AT)
    const keysFrom = (offset: number): Code =>
      op('i32x4.shr_u', op('i32x4.mul', load('v128.load', get('at'), offset), op('i32x4.splat', spread)), back)
    const anyKey = ['first', 'second']
      .flatMap(vector => LANES.map(index => isKey(lane(get(vector), index))))
      .reduce((all, some) => op('i32.or', all, some))
    return [
      set('at', op('i32.and', op('i32.add', get('from'), i32(1)), i32(-STRIDE))),
      block(
        loop(
          branch(1, op('i32.ge_u', get('at'), get('to'))),
          set('first', keysFrom(0)),
          set('second', keysFrom(STRIDE)),
          when(
            anyKey,
            set('place', get('at')),
            loop(
              branch(3, op('i32.ge_u', get('place'), get('to'))),
              when(
                isKey(op('i32.shr_u', op('i32.mul', load('i32.load', get('place')), spread), back)),
                set('hash', op('i32.mul', load('i32.load', get('place')), i32(HASH_FACTOR | 0))),
                when(
                  op('i32.or', hasBit(get('hash'), BARE_AT), hasBit(op('i32.add', get('hash'), ahead), LED_AT)),
                  op('return', get('place')),
                ),
              ),
              set('place', op('i32.add', get('place'), i32(STRIDE))),
              branch(0, op('i32.lt_u', get('place'), op('i32.add', get('at'), i32(STEP)))),
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

/** The module; `factor` spreads the keys. */
export const scanModule = (factor: number): Uint8Array<ArrayBuffer> => assemble([next(factor), newlines])
