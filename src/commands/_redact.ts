import {readRedactMap, writeRedactMap} from '../io/redact-map.js'
import type {Analysis} from '../report/analysis.js'
import type {RedactMap} from '../report/redact/pseudonyms.js'
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
  if (path !== undefined && map !== undefined)
    await writeRedactMap(path, map).catch(failure => asker.refuse(`cannot write ${path}: ${reasonOf(failure)}`))
  return shown
}

/** One analysis as it may be shown. */
export async function redactByFlags(asker: Asker, analysis: Analysis, flags: RedactFlags): Promise<Analysis> {
  const [shown = analysis] = await redactAll(asker, [analysis], flags)
  return shown
}
