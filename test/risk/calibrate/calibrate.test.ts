import {describe, expect, it} from 'vitest'
import {calibrate, coverage} from './calibrate.js'

// The long run, 1,200 logs and coverage by count: npm run calibrate.

describe('from the text of a log to its interval', () => {
  it('counts the incidents that the text shows, and covers the truth as often as it says', async () => {
    const placed = await calibrate(200, 41)
    // Two incidents within an hour are one: rare, and never the other way round.
    expect(placed.filter(({miscounted}) => miscounted !== 0).length).toBeLessThan(placed.length * 0.04)
    expect(placed.every(({miscounted}) => miscounted <= 0)).toBe(true)
    for (const level of [0.5, 0.8, 0.9]) {
      const slack = 4 * Math.sqrt((level * (1 - level)) / placed.length)
      expect(Math.abs(coverage(placed, level) - level), `${level}: ${coverage(placed, level)}`).toBeLessThan(slack)
    }
    const most = placed.filter(({inMost}) => inMost).length / placed.length
    expect(most).toBeCloseTo(coverage(placed, 0.9), 1)
  })
})
