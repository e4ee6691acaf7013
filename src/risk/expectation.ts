import type {Beliefs} from './beliefs.js'
import {meanOf} from './distribution.js'
import {mixtureMean} from './gamma-mixture.js'
import type {DowntimeExpectation} from './risk-estimate.js'

/** Expected downtime in closed form: incidents a year × share that is fatal × minutes of an outage. */
export function expectDowntime({rate, fatalShare, outage}: Beliefs): DowntimeExpectation {
  const incidentsPerYear = mixtureMean(rate)
  const fatal = meanOf(fatalShare)
  return {
    incidentsPerYear,
    fatalShare: fatal,
    minutesPerOutage: outage.mean,
    minutesPerYear: incidentsPerYear * fatal * outage.mean,
  }
}

/** Expected minutes a year that each measure saves. */
export function expectSavings(beliefs: Beliefs): {readonly full: number; readonly kernel: number} {
  const full = expectDowntime(beliefs).minutesPerYear * meanOf(beliefs.fullMirror)
  return {full, kernel: full * meanOf(beliefs.kernelMirror)}
}
