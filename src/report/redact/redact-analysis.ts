import type {ParseNotice} from '../../logs/parse-notice.js'
import type {Analysis} from '../analysis.js'
import {count} from '../format.js'
import {analysisToJson} from '../json.js'
import {readAnalysis} from '../read-analysis.js'
import {createNameFinder} from './find-names.js'
import {createSecretFinder} from './find-secrets.js'
import {redactPath} from './input-name.js'
import {isTelling} from './known-words.js'
import {mapStrings} from './map-strings.js'
import {createPseudonyms, type Mint, type Pseudonyms, type RedactMap} from './pseudonyms.js'
import {createScrubber} from './scrub.js'
import {tellingNames} from './telling-names.js'

/** What is to be taken out besides what always is. */
export interface RedactChoice {
  /** Names and pseudonyms of earlier runs. */
  readonly map?: RedactMap
  /** How names that the map does not know get theirs; counted up when absent. */
  readonly mint?: Mint
  /** Names of processes too. */
  readonly processes: boolean
}

/** An analysis that names nobody, and the private map by which its owner can tell who is who. */
export interface Redacted {
  readonly analysis: Analysis
  readonly map: RedactMap
}

const CODE = 'redacted'

/** True when names were taken out of an analysis before. */
export const isRedacted = ({notices}: Pick<Analysis, 'notices'>): boolean => notices.some(({code}) => code === CODE)

const EVERYTHING = {errors: Number.POSITIVE_INFINITY, evidence: Number.POSITIVE_INFINITY}

function noticeOf(pseudonyms: Pseudonyms, processes: boolean): ParseNotice {
  const kinds = Object.entries(pseudonyms.map()).map(([kind, names]) =>
    count(new Set(Object.values(names)).size, `${kind} name`),
  )
  const replaced = kinds.length === 0 ? 'no name was found' : `replaced were ${kinds.join(', ')}`
  return {
    code: CODE,
    message: `Names of machines, people and things were replaced by pseudonyms, the same name always by the same one: ${replaced}. Names of processes ${processes ? 'too' : 'stay'}; labels of DIMMs, memory addresses, times and versions stay.`,
    positions: [],
  }
}

/** Names of files that the analysis tells: what was read, and where the user's confidence numbers came from. */
const namesOf = ({inputs, replacedConfidence}: Analysis): readonly string[] => [
  ...inputs.map(({name}) => name),
  ...(replacedConfidence?.file === undefined ? [] : [replacedConfidence.file]),
]

/**
 * The analysis without names of machines, networks, people and things: every string that any face could show is looked
 * through, in what becomes its JSON, and the analysis is read back from there. One that was redacted before is looked
 * through for the map's names alone.
 */
export function redactAnalysis(analysis: Analysis, {map, mint, processes}: RedactChoice): Redacted {
  const again = isRedacted(analysis)
  const json = analysisToJson(analysis, EVERYTHING)
  const pseudonyms = createPseudonyms(map, mint)
  const scrubbing = {pseudonyms, processes, look: createSecretFinder(processes), onlyKnown: again}
  // The first pass only enters names, in the order in which a reader meets them; the second replaces them everywhere.
  if (!again) mapStrings(json, createScrubber({...scrubbing, find: () => []}))
  const paths = again ? [] : namesOf(analysis).map(name => [name, redactPath(name, pseudonyms)] as const)
  const find = createNameFinder([...tellingNames(pseudonyms.map()), ...paths.filter(([name]) => isTelling(name))])
  const redacted = readAnalysis(mapStrings(json, createScrubber({...scrubbing, find})))
  const notices = again ? redacted.notices : [...redacted.notices, noticeOf(pseudonyms, processes)]
  return {analysis: {...redacted, notices}, map: pseudonyms.map()}
}
