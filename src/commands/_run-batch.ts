import {availableParallelism} from 'node:os'
import {relative, resolve} from 'node:path'
import type {AnalyzeOptions} from '../analyze-options.js'
import {type Contributions, loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {type BatchStory, batchDocument} from '../fleet/batch-page.js'
import type {BatchTotals, Settled} from '../fleet/batch-tally.js'
import {closeDataset, datasetState, openDataset} from '../fleet/dataset-folder.js'
import {type FoundUnits, findUnits, type Per} from '../fleet/find-units.js'
import {progressLine} from '../fleet/progress.js'
import {redactedPath, redactedSettings, withKeyedId} from '../fleet/redact-unit.js'
import {runBatch} from '../fleet/run-batch.js'
import {hashSettings} from '../fleet/settings.js'
import {isInShard, parseShard, type Unit} from '../fleet/unit.js'
import {openWorker} from '../fleet/worker-pool.js'
import type {BaseCommand} from './_base-command.js'
import {pathsFrom} from './_paths-from.js'
import {type AnalysisFlags, readOptions} from './_read-options.js'
import {reasonOf} from './_reason-of.js'
import type {RedactFlags} from './_redact.js'
import {batchRedaction} from './_redact-batch.js'
import {terminalOptions} from './_run-analysis.js'

/** What the user chose of a batch. */
export interface BatchFlags extends AnalysisFlags, RedactFlags {
  readonly out: string
  readonly from?: string | undefined
  readonly per: string
  readonly jobs?: number | undefined
  readonly shard?: string | undefined
  readonly again: boolean
  readonly verify: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly lang?: string
}

const PER: readonly Per[] = ['entry', 'file', 'path']

/** Workers that are started unasked: more would wait for the disk. */
const MOST_JOBS = 16

/** Ends the run with wrong use when the folder holds something else, or cannot be written. */
async function openOut(command: BaseCommand, out: string, nowMs: number): Promise<string> {
  try {
    if ((await datasetState(out)) !== 'foreign') return await openDataset(out, nowMs)
  } catch (failure) {
    return command.refuse(
      `cannot write the dataset ${out}: ${reasonOf(failure)}. Name a folder that can be written with --out.`,
    )
  }
  return command.refuse(
    `${out} holds other things and no dataset of mirrorcheck: name a new or empty folder with --out`,
  )
}

/** The units of this run; wrong use when the dataset would be read as an input. */
async function chooseUnits(command: BaseCommand, paths: readonly string[], flags: BatchFlags): Promise<FoundUnits> {
  const shard = flags.shard === undefined ? undefined : parseShard(flags.shard)
  if (flags.shard !== undefined && shard === undefined)
    command.refuse(`--shard ${flags.shard}: write I/N with I from 1 to N, such as 1/8`)
  const per = PER.find(word => word === flags.per) ?? 'entry'
  const found = await findUnits(paths, per, flags.out)
  const holder = found.units.find(({name}) => !relative(name, resolve(flags.out)).startsWith('..'))
  if (holder !== undefined)
    command.refuse(`--out ${flags.out} lies inside the input ${holder.name}: name a folder outside of what is read`)
  if (found.folders > 1 && per === 'entry' && !flags.quiet)
    command.logToStderr(
      `mirrorcheck: ${found.folders} folders were named, and each entry in them is one input; if each folder is one machine, add --per path`,
    )
  return shard === undefined ? found : {...found, units: found.units.filter(unit => isInShard(unit, shard))}
}

/** Writes progress over itself on a terminal, and nothing anywhere else. */
function showProgress(units: readonly Unit[], quiet: boolean) {
  const shown = Boolean(process.stderr.isTTY) && !quiet
  const startMs = performance.now()
  const counts = {done: 0, read: 0, notWhole: 0}
  let lastMs = 0
  return {
    add({unchanged, entry, failed}: Settled): void {
      counts.done += 1
      if (!unchanged) counts.read += 1
      if (failed !== undefined || entry.reading !== 'read') counts.notWhole += 1
      const nowMs = performance.now()
      if (!shown || nowMs - lastMs < 200) return
      lastMs = nowMs
      process.stderr.write(`\r\u001b[K${progressLine({...counts, of: units.length, elapsedMs: nowMs - startMs})}`)
    },
    end: (): void => void (shown && process.stderr.write('\r\u001b[K')),
  }
}

function exitCode({readings, inputs}: BatchTotals, problems: number): number {
  if (readings.read + readings['partly-read'] === 0) return EXIT.nothingRead
  return readings.read < inputs || problems > 0 ? EXIT.partlyRead : EXIT.done
}

async function show(
  command: BaseCommand,
  story: BatchStory,
  parts: Contributions,
  {json, lang}: BatchFlags,
): Promise<void> {
  const renderer = await parts.renderers.find(({id}) => id === (json ? 'json' : 'text'))?.load()
  const text = await renderer?.render(batchDocument(story), terminalOptions(lang))
  if (text !== undefined) command.log(String(text).trimEnd())
}

interface Found extends FoundUnits {
  readonly options: AnalyzeOptions
  readonly parts: Contributions
}

async function readAll(
  command: BaseCommand,
  {units, problems, options, parts}: Found,
  flags: BatchFlags,
): Promise<number> {
  const out = resolve(flags.out)
  const {paths: _paths, stdin: _stdin, ...kept} = options
  const redaction = await batchRedaction(command, flags)
  const redact = redaction?.redact
  const plain = await hashSettings(options)
  const settings = redact === undefined ? plain : redactedSettings(plain, redact)
  const chosen = redact === undefined ? units : units.map(unit => withKeyedId(unit, redact.key))
  const work = await openOut(command, out, options.nowMs)
  const progress = showProgress(chosen, flags.quiet)
  const {again, verify} = flags
  const jobs = flags.jobs ?? Math.min(availableParallelism(), MOST_JOBS)
  const script = (name: string): string => command.shipped('dist', name)
  const setup = {out, work, settings, hashScript: script('hash-worker.js'), options: kept, ...(redact && {redact})}
  const result = await runBatch({
    ...{units: chosen, out, work, settings, again, verify, jobs},
    ...(redaction === undefined ? {} : {redact: redaction.redact, keepNames: redaction.keepNames}),
    openWorker: () => openWorker(script('batch-worker.js'), setup),
    onSettled: progress.add,
  })
  progress.end()
  const lost =
    redact === undefined ? problems : problems.map(problem => ({...problem, name: redactedPath(problem.name, redact)}))
  await closeDataset(out, work)
  await redaction?.end()
  await show(command, {...result, out: flags.out, version: options.version, problems: lost}, parts, flags)
  if (result.stopped === undefined) return exitCode(result.totals, problems.length)
  return command.refuse(
    `cannot write the dataset ${flags.out}: ${result.stopped}. What is done stays; make room or name another folder, and run the same again.`,
  )
}

/** Runs a batch; returns the exit code of the contract. */
export async function batchFromFlags(
  command: BaseCommand,
  named: readonly string[],
  flags: BatchFlags,
): Promise<number> {
  const listed = flags.from === undefined ? [] : await pathsFrom(command, flags.from)
  const paths = [...named, ...listed]
  if (paths.includes('-'))
    command.refuse('standard input cannot be resumed and is no input of a batch; --from - reads paths from it')
  if (paths.length === 0)
    command.refuse('name at least one folder, file or archive, or a list of them with --from FILE')
  const options = await readOptions(command, paths, flags)
  const parts = await loadContributions(options.pluginRoots)
  return readAll(command, {...(await chooseUnits(command, paths, flags)), options, parts}, flags)
}
