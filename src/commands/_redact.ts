import {type PrivateMap, readPrivateMap, writePrivateMap} from '../io/redact-map.js'
import type {Analysis} from '../report/analysis.js'
import type {Fleet} from '../report/fleet/fleet.js'
import {redactPath} from '../report/redact/input-name.js'
import {keyedNames} from '../report/redact/keyed-names.js'
import {createPseudonyms, type RedactMap} from '../report/redact/pseudonyms.js'
import {type RedactChoice, redactAnalysis} from '../report/redact/redact-analysis.js'
import {redactFleet} from '../report/redact/redact-fleet.js'
import type {BaseCommand} from './_base-command.js'
import {reasonOf} from './_reason-of.js'

/** What the user chose to take out. */
export interface RedactFlags {
  readonly redact?: boolean | undefined
  readonly 'redact-map'?: string | undefined
  readonly 'redact-processes'?: boolean | undefined
}

type Asker = Pick<BaseCommand, 'refuse'>

/** True when any of the flags asks for pseudonyms. */
export const asksForIt = (flags: RedactFlags): boolean =>
  flags.redact === true || flags['redact-map'] !== undefined || flags['redact-processes'] === true

/** The owner's private map; undefined when none is named, or there is none yet. */
export async function readMap(asker: Asker, path: string | undefined): Promise<PrivateMap | undefined> {
  if (path === undefined) return undefined
  return readPrivateMap(path).catch(failure => asker.refuse(`--redact-map ${path}: ${reasonOf(failure)}`))
}

/** Writes the private map where one is named. */
export async function keepMap(asker: Asker, path: string | undefined, map: PrivateMap): Promise<void> {
  if (path === undefined) return
  await writePrivateMap(path, map).catch(failure => asker.refuse(`cannot write ${path}: ${reasonOf(failure)}`))
}

const choiceOf = (map: PrivateMap | undefined, flags: RedactFlags): RedactChoice => ({
  processes: flags['redact-processes'] === true,
  ...(map === undefined ? {} : {map: map.names}),
  ...(map?.key === undefined ? {} : {mint: keyedNames(map.key)}),
})

/** Redacts with the private map that the flags name, and keeps what became of it. */
async function withMap<Result>(
  asker: Asker,
  flags: RedactFlags,
  redact: (choice: RedactChoice) => {readonly result: Result; readonly map: RedactMap},
): Promise<Result> {
  const map = await readMap(asker, flags['redact-map'])
  const {result, map: names} = redact(choiceOf(map, flags))
  await keepMap(asker, flags['redact-map'], {...map, names})
  return result
}

/** The analyses as they may be shown: under pseudonyms when the flags ask for them, with the private map kept where they say. */
export async function redactAll(
  asker: Asker,
  analyses: readonly Analysis[],
  flags: RedactFlags,
): Promise<readonly Analysis[]> {
  if (!asksForIt(flags)) return analyses
  return withMap(asker, flags, choice => {
    let map = choice.map ?? {}
    const result = analyses.map(analysis => {
      const redacted = redactAnalysis(analysis, {...choice, map})
      map = redacted.map
      return redacted.analysis
    })
    return {result, map}
  })
}

/** One analysis as it may be shown. */
export async function redactByFlags(asker: Asker, analysis: Analysis, flags: RedactFlags): Promise<Analysis> {
  const [shown = analysis] = await redactAll(asker, [analysis], flags)
  return shown
}

/** A roll-up as it may be shown. */
export async function redactRollUp(asker: Asker, fleet: Fleet, flags: RedactFlags): Promise<Fleet> {
  if (!asksForIt(flags)) return fleet
  return withMap(asker, flags, choice => {
    const {fleet: result, map} = redactFleet(fleet, choice)
    return {result, map}
  })
}

/** An analysis for a bundle, and its files' names as they may be shown beside it. */
export async function redactForBundle(
  asker: Asker,
  analysis: Analysis,
  flags: RedactFlags,
  files: readonly {readonly name: string}[],
): Promise<{readonly analysis: Analysis; readonly pathOf: (name: string) => string}> {
  if (flags.redact !== true) return {analysis, pathOf: name => name}
  return withMap(asker, flags, choice => {
    const redacted = redactAnalysis(analysis, choice)
    const pseudonyms = createPseudonyms(redacted.map, choice.mint)
    const paths = new Map(files.map(({name}) => [name, redactPath(name, pseudonyms)]))
    const pathOf = (name: string): string => paths.get(name) ?? redactPath(name, pseudonyms)
    return {result: {analysis: redacted.analysis, pathOf}, map: pseudonyms.map()}
  })
}
