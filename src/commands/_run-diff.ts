import {loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {type AnalysisDiff, diffAnalyses} from '../report/diff/diff-analyses.js'
import {diffDocument} from '../report/diff/diff-page.js'
import {crossesThreshold, type FailOn} from '../report/threshold.js'
import type {BaseCommand} from './_base-command.js'
import {redactAll} from './_redact.js'
import {chooseOwnRenderers, type OutputFlags, thresholdOf, writeFaces} from './_run-analysis.js'
import {savedAnalysis} from './_saved-analysis.js'

/** Only what the later analysis alone tells can cross a threshold. */
const isCrossed = ({after, fresh, freshErrors}: AnalysisDiff, failOn: FailOn): boolean =>
  crossesThreshold({...after, errors: freshErrors, incidents: fresh}, failOn)

/** Compares two saved analyses and writes every face; returns the exit code of the contract. */
export async function runDiff(
  command: BaseCommand,
  paths: {readonly before: string; readonly after: string},
  flags: OutputFlags,
): Promise<number> {
  const saved = [await savedAnalysis(command, paths.before), await savedAnalysis(command, paths.after)]
  const [before, after] = await redactAll(command, saved, flags)
  if (before === undefined || after === undefined) return EXIT.internal
  const parts = await loadContributions(command.askPluginRoots())
  const chosen = await chooseOwnRenderers(command, parts, flags.output, 'a comparison')
  const diff = diffAnalyses(before, after)
  const document = diffDocument(diff, command.askVersion())
  await writeFaces(command, async (renderer, options) => renderer.render(document, options), parts, flags, chosen)
  return isCrossed(diff, thresholdOf(flags)) ? EXIT.threshold : EXIT.done
}
