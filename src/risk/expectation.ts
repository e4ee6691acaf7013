import type {Beliefs} from './beliefs.js'
import {meanOf} from './distribution.js'
import {mixtureMean} from './gamma-mixture.js'
import type {Mitigation} from './mitigations.js'
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

/** Mean share of fatal incidents that a measure avoids. */
export function absorbedShare({plain, fullMirror, kernelMirror, mirrorAtHand}: Beliefs, measure: Mitigation): number {
  switch (measure) {
    case 'full-mirror':
      return meanOf(fullMirror)
    case 'partial-mirror':
      return meanOf(fullMirror) * meanOf(kernelMirror)
    case 'kernelcore-mirror':
      return mirrorAtHand ? meanOf(fullMirror) * meanOf(kernelMirror) : 0
    default:
      return meanOf(plain[measure])
  }
}
