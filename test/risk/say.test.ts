import {describe, expect, it} from 'vitest'
import {sayRange, sayTime} from '../../src/risk/say.js'

describe('numbers in sentences', () => {
  it.each([
    [40.2, '40 days'],
    [0.5, '12 hours'],
    [0.02, '29 minutes'],
    [0.00023, '20 seconds'],
    [0, '0 seconds'],
  ])('%d days is %s', (days, told) => {
    expect(sayTime(days)).toBe(told)
  })

  it('have two significant digits', () => {
    expect(sayRange({p5: 3.8002, p95: 21.567, mean: 0, median: 0, p25: 0, p75: 0})).toBe('3.8 to 22')
  })
})
