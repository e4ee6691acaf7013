import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {
  bytes,
  count,
  dateTime,
  duration,
  group,
  hex,
  percent,
  printable,
  shorten,
  toMs,
  twoDigits,
} from '../../src/report/format.js'

describe('formatting', () => {
  it('writes sizes in binary units', () => {
    expect([bytes(64), bytes(4096), bytes(511.5 * 2 ** 30), bytes(2n ** 40n), bytes(1536)]).toEqual([
      '64 B',
      '4 KiB',
      '512 GiB',
      '1 TiB',
      '1.5 KiB',
    ])
  })

  it('writes durations as people say them', () => {
    expect([1, 45, 682, 5400, 12_600, 86_400 * 12].map(duration)).toEqual([
      '1 second',
      '45 seconds',
      '11 minutes',
      '1.5 hours',
      '3.5 hours',
      '12 days',
    ])
  })

  it('never shows more than two significant digits of an estimate', () => {
    expect([0.0123, 3.44, 123, 1234, 0].map(twoDigits)).toEqual(['0.012', '3.4', '120', '1,200', '0'])
  })

  it('does not round a share to nothing or to all', () => {
    expect([0, 0.004, 0.125, 0.75, 0.996, 1].map(percent)).toEqual(['0 %', '< 1 %', '13 %', '75 %', '> 99 %', '100 %'])
  })

  it('names the clock', () => {
    expect(dateTime('2026-11-03T04:12:09.114Z', 'zoned')).toBe('2026-11-03 04:12:09 UTC')
    expect(dateTime('2026-11-03T06:12:09+02:00', 'zoned')).toBe('2026-11-03 04:12:09 UTC')
    expect(dateTime('2026-11-03T04:12:09', 'no-year')).toBe('2026-11-03 04:12:09 local time')
    expect(dateTime(undefined, 'monotonic', 1203.44)).toBe('1203.4 s after boot')
    expect(dateTime(undefined, 'none')).toBe('time not logged')
    expect(toMs('2026-11-03T04:12:09')).toBe(Date.UTC(2026, 10, 3, 4, 12, 9))
    expect(toMs('tomorrow')).toBeUndefined()
  })

  it('makes log text harmless and keeps what is plain', () => {
    expect(printable('a\u001b[31mb\u0000\u007f\u009b\u202e\u2028\u200d\ufeff\ud800\tz')).toBe(
      'a␛[31mb␀␡⟨U+009B⟩⟨U+202E⟩⟨U+2028⟩⟨U+200D⟩⟨U+FEFF⟩\ufffd z',
    )
    expect(printable('größe 接続 é 😀')).toBe('größe 接続 é 😀')
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
    )
  })

  it('counts what it cuts', () => {
    expect(shorten('x'.repeat(1_000_000), 10)).toBe('xxxxxxxxxx… (+999,990 characters)')
    expect([count(1, 'error'), count(12_000, 'error'), count(2, 'more', 'more')]).toEqual([
      '1 error',
      '12,000 errors',
      '2 more',
    ])
    expect([group(1e6), hex(255n)]).toEqual(['1,000,000', '0xff'])
  })
})
