import {type AnalyzeResult, analyze} from '../analyze.js'
import type {AnalyzeOptions} from '../analyze-options.js'
import type {Contributions} from '../contributions.js'
import type {Analysis} from '../report/analysis.js'
import {analysisToTexts, type JsonLimits} from '../report/json.js'
import type {RedactMap} from '../report/redact/pseudonyms.js'
import {isOutage} from '../report/summarize.js'
import {writePart} from './dataset-folder.js'
import {hashBeside, hashContent, hashOrder} from './hash-content.js'
import {type LedgerEntry, type LedgerHost, MOST_HOSTS, PART_KINDS, type Part, type PartKind} from './ledger-entry.js'
import {redactUnit, type UnitRedaction} from './redact-unit.js'
import {stampUnit} from './stamp-unit.js'
import type {Unit} from './unit.js'

/** What reading a unit takes besides the unit. */
export interface UnitDesk {
  /** Folder of the dataset, and this run's work folder in it. */
  readonly out: string
  readonly work: string
  readonly settings: string
  /** The script of the thread that hashes large units. */
  readonly hashScript: string
  readonly options: Omit<AnalyzeOptions, 'paths' | 'stdin'>
  readonly contributions: Contributions
  /** Present when the dataset names nobody. */
  readonly redact?: UnitRedaction
}

/** A unit that was read. */
export interface UnitRead {
  readonly entry: LedgerEntry
  /** Who is behind the pseudonyms, where the dataset names nobody and the unit was read now. */
  readonly names?: RedactMap
}

/** What a whole analysis in the dataset carries; all errors stand in `errors/`. */
const KEPT: JsonLimits = {errors: 10_000, evidence: 500}

/** Problems an entry lists, and the characters of each. */
const MOST_PROBLEMS = 5
const LONGEST_PROBLEM = 600

/** Standard input of a unit: nothing. */
const NO_BYTES: AsyncIterable<Uint8Array> = (async function* () {})()

function worstHosts({hosts, errors, incidents}: Analysis): readonly LedgerHost[] {
  const counted = new Map(hosts.map(({id}) => [id, {id, errors: 0, incidents: 0, outages: 0}]))
  for (const {host} of errors) {
    const row = counted.get(host)
    if (row !== undefined) row.errors += 1
  }
  for (const incident of incidents) {
    const row = counted.get(incident.host)
    if (row === undefined) continue
    row.incidents += 1
    if (isOutage(incident)) row.outages += 1
  }
  return [...counted.values()]
    .filter(row => row.errors > 0)
    .sort((a, b) => b.outages - a.outages || b.incidents - a.incidents || b.errors - a.errors || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_HOSTS)
}

const datedByFile = ({hosts, errors, incidents}: Analysis): boolean =>
  [...errors, ...incidents, ...hosts.flatMap(({boots}) => boots)].some(({timeBasis}) => timeBasis === 'no-year')

const readingOf = ({inputsRead, lost}: AnalyzeResult): LedgerEntry['reading'] =>
  inputsRead === 0 ? 'not-read' : lost ? 'partly-read' : 'read'

const problemsOf = ({analysis, inputsRead, lost}: AnalyzeResult): readonly string[] =>
  inputsRead > 0 && !lost
    ? []
    : analysis.notices
        .filter(({positions}) => positions.length === 0)
        .slice(0, MOST_PROBLEMS)
        .map(({message}) => message.slice(0, LONGEST_PROBLEM))

/** An object of JSON with a field before its own. */
const withFirst = (field: string, object: string): string => `{${field},${object.slice(1)}`

/** A host of the table carries its risk. */
const withRisk = (host: string, risk: string | undefined): string =>
  risk === undefined ? host : `${host.slice(0, -1)},"risk":${risk}}`

/** One row a line, each with the unit it comes from before its own fields. */
function* rowLines(unit: Unit, rows: Iterable<string>): Iterable<string> {
  for (const row of rows) yield `${withFirst(`"unit":"${unit.id}"`, row)}\n`
}

function* mapped<From, To>(items: Iterable<From>, to: (item: From) => To): Iterable<To> {
  for (const item of items) yield to(item)
}

function* asLine(pieces: Iterable<string>): Iterable<string> {
  yield* pieces
  yield '\n'
}

function textsOf(unit: Unit, analysis: Analysis): Readonly<Record<PartKind, Iterable<string>>> {
  const {whole, hosts, risks, incidents, textOf} = analysisToTexts(analysis, KEPT)
  const riskOf = new Map(analysis.risk.hosts.map(({host}, index) => [host, risks[index]]))
  const rows = analysis.hosts.map(({id}, index) => withRisk(hosts[index] ?? '{}', riskOf.get(id)))
  return {
    analyses: asLine(whole),
    hosts: rowLines(unit, rows),
    incidents: rowLines(unit, incidents),
    errors: rowLines(unit, mapped(analysis.errors, textOf)),
  }
}

/** Writes the files of an analysis. */
async function writeParts(unit: Unit, analysis: Analysis, {out, work}: UnitDesk): Promise<LedgerEntry['parts']> {
  const texts = textsOf(unit, analysis)
  const parts: Partial<Record<PartKind, Part>> = {}
  for (const kind of PART_KINDS) {
    const part = await writePart({out, work, unit: unit.id}, kind, texts[kind])
    if (part !== undefined) parts[kind] = part
  }
  return parts
}

/** True when an input of this content and under these settings would be read as it was before. */
const stillHolds = (before: LedgerEntry, content: string, {settings}: UnitDesk): boolean =>
  before.content === content &&
  before.settings === settings &&
  before.datedByFile !== true &&
  before.reading !== 'broke-down' &&
  before.reading !== 'not-read'

/** Reads one unit and writes its files; the entry that makes them count is the caller's to write. */
export async function readUnit(unit: Unit, desk: UnitDesk, before?: LedgerEntry): Promise<UnitRead> {
  const {stamp, files} = await stampUnit(unit)
  const order = hashOrder(unit, files)
  const known = before && hashContent(order)
  if (before !== undefined && known !== undefined && stillHolds(before, known, desk)) return {entry: {...before, stamp}}
  const hashing = known ?? hashBeside(order, desk.hashScript)
  const told = await analyze({...desk.options, paths: unit.paths, stdin: NO_BYTES}, desk.contributions)
  const redacted = desk.redact === undefined ? undefined : redactUnit(unit, told.analysis, desk.redact)
  const analysis = redacted?.analysis ?? told.analysis
  const result = {...told, analysis}
  const entry: LedgerEntry = {
    schema: 'mirrorcheck/ledger/1',
    unit: unit.id,
    name: redacted?.name ?? unit.name,
    ...(redacted === undefined ? {} : {redacted: true}),
    settings: desk.settings,
    stamp,
    content: await hashing,
    ...(datedByFile(analysis) ? {datedByFile: true} : {}),
    reading: readingOf(result),
    problems: problemsOf(result),
    worst: worstHosts(analysis),
    hosts: analysis.hosts.length,
    errors: analysis.errors.length,
    incidents: analysis.incidents.length,
    outages: analysis.summary.outages,
    parts: result.inputsRead === 0 ? {} : await writeParts(unit, analysis, desk),
  }
  return redacted === undefined ? {entry} : {entry, names: redacted.names}
}
