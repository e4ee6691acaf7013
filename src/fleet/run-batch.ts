import type {RedactMap} from '../report/redact/pseudonyms.js'
import {type BatchResult, createTally, type Settled} from './batch-tally.js'
import {createSweep, dropUnit, isWhole, readEntry, type Sweep, writeEntry} from './dataset-folder.js'
import type {LedgerEntry} from './ledger-entry.js'
import {redactedPath, type UnitRedaction, withKeyedId} from './redact-unit.js'
import {stampUnit} from './stamp-unit.js'
import {type Unit, unitOf} from './unit.js'
import type {Worker, WorkerAnswer} from './worker-pool.js'

/** What a batch is to do. */
export interface BatchPlan {
  readonly units: readonly Unit[]
  /** Folder of the dataset, and this run's work folder in it. */
  readonly out: string
  readonly work: string
  readonly settings: string
  /** Reads every input again, changed or not. */
  readonly again: boolean
  /** Takes an input for unchanged only by its content. */
  readonly verify: boolean
  /** Inputs read at the same time, 1 or more. */
  readonly jobs: number
  readonly openWorker: () => Worker
  /** Present when the dataset names nobody. */
  readonly redact?: UnitRedaction
  /** Told who is behind the pseudonyms of a unit before its entry is written. */
  readonly keepNames?: (names: RedactMap) => Promise<void>
  /** Told after each input. */
  readonly onSettled?: (settled: Settled) => void
}

interface Desk extends BatchPlan {
  readonly sweep: Sweep
  stopped: string | undefined
}

/** True for entries worth keeping over a failure: an earlier run could read something. */
const holdsAnalysis = (entry: LedgerEntry | undefined): entry is LedgerEntry =>
  entry !== undefined && Object.keys(entry.parts).length > 0

/** What an earlier run left, when it can be built upon: whole, of these settings, not a failure that may have passed. */
async function reusable(entry: LedgerEntry | undefined, desk: Desk): Promise<LedgerEntry | undefined> {
  if (entry === undefined || desk.again || entry.settings !== desk.settings) return undefined
  if (!holdsAnalysis(entry)) return undefined
  return (await isWhole(desk.out, entry)) ? entry : undefined
}

/** Reads a unit; a worker that ended over it gets one more try, for somebody else may have ended it. */
async function readTwice(unit: Unit, before: LedgerEntry | undefined, worker: Worker): Promise<WorkerAnswer> {
  const first = await worker.read(unit, before)
  return first.answer === 'ended' ? worker.read(unit, before) : first
}

/** An entry for a unit that broke its reader down. */
async function brokenEntry(unit: Unit, message: string, desk: Desk): Promise<LedgerEntry> {
  const {stamp} = await stampUnit(unit)
  return {
    schema: 'mirrorcheck/ledger/1',
    unit: unit.id,
    name: desk.redact === undefined ? unit.name : redactedPath(unit.name, desk.redact),
    ...(desk.redact === undefined ? {} : {redacted: true}),
    settings: desk.settings,
    stamp,
    content: '',
    reading: 'broke-down',
    // What broke down may quote the log: under pseudonyms it is not told.
    problems: [`mirrorcheck broke down over it${desk.redact === undefined ? `: ${message}` : ''}`],
    worst: [],
    hosts: 0,
    errors: 0,
    incidents: 0,
    outages: 0,
    parts: {},
  }
}

/** Ends a unit: what else stands of it goes, and of its rotations, should they have been inputs before. */
async function finish(unit: Unit, entry: LedgerEntry, desk: Desk): Promise<void> {
  await desk.sweep(entry)
  const idOf = (path: string): string =>
    desk.redact === undefined ? unitOf(path).id : withKeyedId(unitOf(path), desk.redact.key).id
  for (const path of unit.paths) if (path !== unit.name) await dropUnit(desk.out, idOf(path))
}

async function settleRead(
  unit: Unit,
  known: LedgerEntry | undefined,
  entry: LedgerEntry,
  desk: Desk,
): Promise<Settled> {
  const {reading, problems} = entry
  if (reading !== 'read' && reading !== 'partly-read' && holdsAnalysis(known) && (await isWhole(desk.out, known)))
    return {unit, entry: known, unchanged: false, failed: {reading, because: problems[0] ?? 'it could not be read'}}
  await writeEntry(desk.out, desk.work, entry)
  await finish(unit, entry, desk)
  return {unit, entry, unchanged: false}
}

async function settle(unit: Unit, worker: Worker, desk: Desk): Promise<Settled | undefined> {
  const known = await readEntry(desk.out, unit.id)
  const before = await reusable(known, desk)
  if (before !== undefined && !desk.verify && (await stampUnit(unit)).stamp.sha256 === before.stamp.sha256) {
    await finish(unit, before, desk)
    return {unit, entry: before, unchanged: true}
  }
  const answer = await readTwice(unit, before, worker)
  if (answer.answer === 'cannot-write') {
    desk.stopped ??= answer.message
    return undefined
  }
  const entry = answer.answer === 'entry' ? answer.entry : await brokenEntry(unit, answer.message, desk)
  if (answer.answer === 'entry' && answer.names !== undefined) await desk.keepNames?.(answer.names)
  return settleRead(unit, known, entry, desk)
}

/** One worker's share: units as they come, until there are none or the dataset cannot be written on. */
async function runLane(queue: Iterator<Unit>, desk: Desk, done: (settled: Settled) => void): Promise<void> {
  const worker = desk.openWorker()
  try {
    for (let next = queue.next(); !next.done && desk.stopped === undefined; next = queue.next()) {
      const settled = await settle(next.value, worker, desk)
      if (settled !== undefined) done(settled)
    }
  } catch (failure) {
    desk.stopped ??= failure instanceof Error ? failure.message : String(failure)
  } finally {
    worker.end()
  }
}

/**
 * Brings a dataset up to date with its inputs: those that are unchanged are left, a failing one is a row in the ledger.
 * What is in the dataset afterwards hangs on inputs and settings alone, not on order, jobs or how often it was ended.
 */
export async function runBatch(plan: BatchPlan): Promise<BatchResult> {
  const desk: Desk = {...plan, sweep: createSweep(plan.out), stopped: undefined}
  const tally = createTally()
  const queue = plan.units.values()
  const done = (settled: Settled): void => {
    tally.add(settled)
    plan.onSettled?.(settled)
  }
  const lanes = Math.max(1, Math.min(plan.jobs, plan.units.length))
  await Promise.all(Array.from({length: lanes}, () => runLane(queue, desk, done)))
  return {totals: tally.totals(), ...(desk.stopped === undefined ? {} : {stopped: desk.stopped})}
}
