import {architectural} from './restated/architectural.js'
import {grades} from './restated/grades.js'
import type {Theme} from './vector.js'

/** All themes of the differential suite. */
export const THEMES: readonly Theme[] = [architectural, grades]
