import type {Analysis} from '../report/analysis.js'
import {redactPath} from '../report/redact/input-name.js'
import {keyedDigest, keyedNames} from '../report/redact/keyed-names.js'
import {createPseudonyms, type RedactMap} from '../report/redact/pseudonyms.js'
import {redactAnalysis} from '../report/redact/redact-analysis.js'
import {hashText, type Unit} from './unit.js'

/** How a dataset is redacted: every worker by itself, and all of them alike. */
export interface UnitRedaction {
  /** The owner's key: pseudonyms hang on it and the name alone. */
  readonly key: string
  readonly processes: boolean
  /** Names that the owner wrote into the map. */
  readonly names: RedactMap
}

/** A unit under pseudonyms. */
export interface RedactedUnit {
  readonly analysis: Analysis
  /** The input's path. */
  readonly name: string
  /** Who is behind them. */
  readonly names: RedactMap
}

/** What a run's redaction adds to its settings: with another key or other names of the owner every input is read again. */
export const redactedSettings = (settings: string, {key, processes, names}: UnitRedaction): string =>
  hashText(JSON.stringify([settings, keyedDigest(key, 'settings'), processes, names]))

/** The unit under an id that nobody can find by trying paths. */
export const withKeyedId = (unit: Unit, key: string): Unit => ({...unit, id: keyedDigest(key, `unit ${unit.name}`)})

/** An input's path under pseudonyms. */
export const redactedPath = (path: string, {key, names}: UnitRedaction): string =>
  redactPath(path, createPseudonyms(names, keyedNames(key)))

/** An analysis of a batch and its input's path without names. */
export function redactUnit(unit: Unit, analysis: Analysis, {key, processes, names}: UnitRedaction): RedactedUnit {
  const mint = keyedNames(key)
  const redacted = redactAnalysis(analysis, {map: names, mint, processes})
  const pseudonyms = createPseudonyms(redacted.map, mint)
  const name = redactPath(unit.name, pseudonyms)
  return {analysis: redacted.analysis, name, names: pseudonyms.map()}
}
