import {amd} from './restated/amd.js'
import {architectural} from './restated/architectural.js'
import {grades} from './restated/grades.js'
import {intelBanks} from './restated/intel-banks.js'
import {intelCoordinates} from './restated/intel-coordinates.js'
import {intelLinkAndPower} from './restated/intel-link-and-power.js'
import {mirror} from './restated/mirror.js'
import {severity} from './restated/severity.js'
import type {Theme} from './vector.js'

/** All themes of the differential suite. */
export const THEMES: readonly Theme[] = [
  architectural,
  severity,
  grades,
  intelBanks,
  intelCoordinates,
  intelLinkAndPower,
  mirror,
  amd,
]
