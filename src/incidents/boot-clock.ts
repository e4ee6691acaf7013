import type {BootSegment} from './boot-segment.js'
import {type BootEpoch, inZone, type Moment, onWallClock, zoneBetween} from './moment.js'

/** Puts the moments of one segment on the boot's wall clock. */
export type SetClock = (moment: Moment) => Moment

/** The zone of a segment's clock, by when it shows the boot to begin, where the boot's own clock has a zone. */
function zoneOf({epoch: own, release, firstMoment}: BootSegment, epoch: BootEpoch | undefined): number | undefined {
  if (epoch?.basis !== 'zoned') return undefined
  if (own !== undefined) return own.basis === 'zoned' ? undefined : zoneBetween(own.ms, epoch.ms)
  const begins = release === undefined || firstMoment?.basis === 'zoned' ? undefined : firstMoment?.wallMs
  return begins === undefined ? undefined : zoneBetween(begins, epoch.ms)
}

/** How moments of a segment come onto the boot's wall clock: uptime by the boot's start, local time by its zone. */
export function clockOf(segment: BootSegment, epoch: BootEpoch | undefined): SetClock {
  const zone = zoneOf(segment, epoch)
  return moment => inZone(onWallClock(moment, epoch), zone)
}
