import {readRedactMap, writeRedactMap} from '../io/redact-map.js'
import type {Analysis} from '../report/analysis.js'
import {redactAnalysis} from '../report/redact/redact-analysis.js'
import type {BaseCommand} from './_base-command.js'

/** What the user chose to take out. */
export interface RedactFlags {
  readonly redact?: boolean | undefined
  readonly 'redact-map'?: string | undefined
  readonly 'redact-processes'?: boolean | undefined
}

const reasonOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure))

/** True when any of the flags asks for pseudonyms. */
const asksForIt = (flags: RedactFlags): boolean =>
  flags.redact === true || flags['redact-map'] !== undefined || flags['redact-processes'] === true

/** The analysis as it may be shown: under pseudonyms when the flags ask for them, with the private map kept where they say. */
export async function redactByFlags(
  asker: Pick<BaseCommand, 'refuse'>,
  analysis: Analysis,
  flags: RedactFlags,
): Promise<Analysis> {
  if (!asksForIt(flags)) return analysis
  const path = flags['redact-map']
  const before =
    path === undefined
      ? undefined
      : await readRedactMap(path).catch(failure => asker.refuse(`--redact-map ${path}: ${reasonOf(failure)}`))
  const {analysis: redacted, map} = redactAnalysis(analysis, {
    processes: flags['redact-processes'] === true,
    ...(before === undefined ? {} : {map: before}),
  })
  if (path !== undefined)
    await writeRedactMap(path, map).catch(failure => asker.refuse(`cannot write ${path}: ${reasonOf(failure)}`))
  return redacted
}
