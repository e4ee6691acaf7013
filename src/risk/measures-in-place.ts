import type {MirrorLayout} from '../mirror/layout.js'
import type {Beliefs} from './beliefs.js'
import type {RiskIncident} from './counted-incident.js'
import type {Distribution} from './distribution.js'
import type {Mitigation} from './mitigations.js'

/** What a host's memory layout says of measures, as far as an estimate needs it. */
export type KnownLayout = Pick<MirrorLayout, 'mode' | 'osPolicy'> | undefined

/** Measures the machine had already when its incidents happened. */
export interface MeasuresInPlace {
  readonly full: boolean
  readonly kernel: boolean
  /** Whether firmware offers mirrored memory in which the kernel's data could still be steered. */
  readonly atHand: 'yes' | 'no' | 'used' | 'unknown'
}

const NOTHING_MORE: Distribution = {form: 'point', value: 0}

/** A full mirror is both; kernel memory is mirrored where the kernel was told to and firmware offered the memory. */
export function measuresInPlace(layout: KnownLayout): MeasuresInPlace {
  if (layout === undefined || layout.mode === 'unknown') return {full: false, kernel: false, atHand: 'unknown'}
  if (layout.mode === 'full') return {full: true, kernel: true, atHand: 'used'}
  if (layout.mode !== 'partial') return {full: false, kernel: false, atHand: 'no'}
  const {kind, effective} = layout.osPolicy
  const kernel = kind === 'kernelcore-mirror' && effective !== false
  return {full: false, kernel, atHand: kernel ? 'used' : 'yes'}
}

/** What is believed, less what the machine had already: that saves nothing further. */
export const withoutThose = (beliefs: Beliefs, {full, kernel, atHand}: MeasuresInPlace): Beliefs => ({
  ...beliefs,
  mirrorAtHand: atHand === 'yes',
  ...(full ? {fullMirror: NOTHING_MORE} : {}),
  ...(kernel ? {kernelMirror: NOTHING_MORE} : {}),
})

const IN_PLACE = 'The machine had it already: what happened, happened in spite of it.'
const PROCESS_LOST = 'The machine stays up; the process that owned the data is lost all the same.'
const AT_HAND = {
  yes: undefined,
  used: IN_PLACE,
  no: 'Firmware offers no mirrored memory here, so there is nothing to steer the kernel into.',
  unknown: 'Whether firmware offers mirrored memory here is not known; counted as if it offered none.',
} as const

const note = (measure: Mitigation, text: string | undefined): Partial<Record<Mitigation, string>> =>
  text === undefined ? {} : {[measure]: text}

/** What a reader must know of single measures. */
export const notesOf = ({full, kernel, atHand}: MeasuresInPlace): Readonly<Partial<Record<Mitigation, string>>> => ({
  'newer-kernel': PROCESS_LOST,
  'tolerant-kernel': PROCESS_LOST,
  ...note('kernelcore-mirror', AT_HAND[atHand]),
  ...note('partial-mirror', kernel ? IN_PLACE : undefined),
  ...note('full-mirror', full ? IN_PLACE : undefined),
})

/** Share of the memory that `partial:12.5` gives up for second copies, in percent. */
const USUAL_PERCENT = 12.5

/** Share of the memory the judged partial mirror takes for second copies; the usual one where none was judged. */
export function partialCapacity(incidents: readonly RiskIncident[]): number {
  const names = incidents.flatMap(({verdicts = []}) => verdicts.map(({layout}) => layout))
  const [, percent = USUAL_PERCENT] =
    names.map(name => /^partial:([\d.]+)$/.exec(name)).find(found => found !== null) ?? []
  return Number(percent) / 100
}
