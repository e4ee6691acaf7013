import {readRedactMap, writeRedactMap} from '../io/redact-map.js'
import type {Analysis} from '../report/analysis.js'
import {redactPath} from '../report/redact/input-name.js'
import {createPseudonyms, type RedactMap} from '../report/redact/pseudonyms.js'
import {redactAnalysis} from '../report/redact/redact-analysis.js'
import type {BaseCommand} from './_base-command.js'

/** What the user chose to take out. */
export interface RedactFlags {
  readonly redact?: boolean | undefined
  readonly 'redact-map'?: string | undefined
  readonly 'redact-processes'?: boolean | undefined
}

type Asker = Pick<BaseCommand, 'refuse'>

const reasonOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure))

/** True when any of the flags asks for pseudonyms. */
const asksForIt = (flags: RedactFlags): boolean =>
  flags.redact === true || flags['redact-map'] !== undefined || flags['redact-processes'] === true

async function readMap(asker: Asker, path: string | undefined): Promise<RedactMap | undefined> {
  if (path === undefined) return undefined
  return readRedactMap(path).catch(failure => asker.refuse(`--redact-map ${path}: ${reasonOf(failure)}`))
}

async function keepMap(asker: Asker, path: string | undefined, map: RedactMap): Promise<void> {
  if (path === undefined) return
  await writeRedactMap(path, map).catch(failure => asker.refuse(`cannot write ${path}: ${reasonOf(failure)}`))
}

/** The analyses as they may be shown: under pseudonyms when the flags ask for them, with the private map kept where they say. */
export async function redactAll(
  asker: Asker,
  analyses: readonly Analysis[],
  flags: RedactFlags,
): Promise<readonly Analysis[]> {
  if (!asksForIt(flags)) return analyses
  const path = flags['redact-map']
  const processes = flags['redact-processes'] === true
  let map = await readMap(asker, path)
  const shown: Analysis[] = []
  for (const analysis of analyses) {
    const redacted = redactAnalysis(analysis, {processes, ...(map === undefined ? {} : {map})})
    map = redacted.map
    shown.push(redacted.analysis)
  }
  if (map !== undefined) await keepMap(asker, path, map)
  return shown
}

/** One analysis as it may be shown. */
export async function redactByFlags(asker: Asker, analysis: Analysis, flags: RedactFlags): Promise<Analysis> {
  const [shown = analysis] = await redactAll(asker, [analysis], flags)
  return shown
}

/** An analysis for a bundle, and its files' names as they may be shown beside it. */
export async function redactForBundle(
  asker: Asker,
  analysis: Analysis,
  flags: RedactFlags,
  files: readonly {readonly name: string}[],
): Promise<{readonly analysis: Analysis; readonly pathOf: (name: string) => string}> {
  if (flags.redact !== true) return {analysis, pathOf: name => name}
  const map = await readMap(asker, flags['redact-map'])
  const processes = flags['redact-processes'] === true
  const redacted = redactAnalysis(analysis, {processes, ...(map === undefined ? {} : {map})})
  const pseudonyms = createPseudonyms(redacted.map)
  const paths = new Map(files.map(({name}) => [name, redactPath(name, pseudonyms)]))
  await keepMap(asker, flags['redact-map'], pseudonyms.map())
  return {analysis: redacted.analysis, pathOf: name => paths.get(name) ?? redactPath(name, pseudonyms)}
}
