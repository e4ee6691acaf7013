import {type AnyRule, type Contributions, loadContributions} from './contributions.js'
import type {CpuSignature, MemoryError} from './errors/memory-error.js'
import {createGatherer, type Gathered, type GatheredHost} from './incidents/gather.js'
import type {Incident} from './incidents/incident.js'
import {inferLayout} from './mirror/infer-layout.js'
import {judgeIncident} from './mirror/judge.js'
import type {MirrorLayout} from './mirror/layout.js'
import type {Verdict} from './mirror/verdict.js'
import {hypotheticalLayout} from './mirror/what-if.js'
import {readRecords} from './read-records.js'
import type {Analysis, AnalysisHost, JudgedIncident} from './report/analysis.js'
import {narrate} from './report/narrate.js'
import {summarize} from './report/summarize.js'
import {estimateRisk} from './risk/estimate.js'
import {isSelected, selectionNotices} from './select-window.js'
import {judgeTolerance} from './tolerance/judge.js'
import {composeLadder, LADDER_LAYOUTS} from './tolerance/ladder.js'

/** A layout to judge against besides the actual one: a known name (`full`, `partial:12.5`) or one that was read from a file. */
export interface WhatIf {
  readonly name: string
  readonly layout?: MirrorLayout
}

/** Everything a run depends on; complete, so that equal options and input give equal bytes. */
export interface AnalyzeOptions {
  readonly paths: readonly string[]
  readonly stdin: AsyncIterable<Uint8Array>
  readonly version: string
  /** Folders of installed packages that contribute. */
  readonly pluginRoots: readonly string[]
  /** States the actual layout, over what the log shows. */
  readonly layout?: MirrorLayout
  readonly whatIfs: readonly WhatIf[]
  /** Used where the log does not say. */
  readonly kernel?: string
  readonly cpu?: CpuSignature
  /** Milliseconds since 1970; errors and incidents outside are left out. */
  readonly sinceMs?: number
  readonly untilMs?: number
  readonly host?: string
  readonly seed: number
  readonly draws: number
}

/** The analysis, and how much of the input it rests on. */
export interface AnalyzeResult {
  readonly analysis: Analysis
  /** Inputs of which at least one byte stream could be opened and read. */
  readonly inputsRead: number
  /** True when some input could not be read whole; notices say which. */
  readonly lost: boolean
}

/** Layout of each boot of one host, and which boots tell one. */
interface HostLayouts {
  readonly byBoot: readonly ReturnType<typeof inferLayout>[]
  readonly shown: ReturnType<typeof inferLayout> | undefined
}

function layoutsOf(host: GatheredHost, options: AnalyzeOptions, contributions: Contributions): HostLayouts {
  const evidence = contributions.evidence.map(entry => entry.value)
  const byBoot = host.facts.map(facts => {
    const inferred = inferLayout(facts, evidence)
    return options.layout === undefined ? inferred : {layout: options.layout, remarks: inferred.remarks, conflicts: []}
  })
  return {byBoot, shown: byBoot.findLast(({layout}) => layout.mode !== 'unknown') ?? byBoot.at(-1)}
}

interface JudgeContext {
  readonly host: GatheredHost | undefined
  readonly layouts: HostLayouts | undefined
  readonly earlier: readonly Incident[]
  readonly observed: readonly MemoryError[]
  readonly options: AnalyzeOptions
  readonly rules: readonly AnyRule[]
}

/** Verdicts on hypothetical layouts; names that name none are passed over. */
function judgeWhatIfs(
  incident: Incident,
  context: JudgeContext,
  whatIfs: readonly WhatIf[],
  actual: MirrorLayout,
): readonly Verdict[] {
  const {host, earlier, observed, rules} = context
  const common = {guest: host?.guest ?? false, earlier, observed, conflicts: []}
  return whatIfs.flatMap(({name, layout: stated}) => {
    const layout = stated ?? hypotheticalLayout(name, actual)
    return layout === undefined ? [] : [judgeIncident(incident, {...common, layout, layoutName: name}, rules)]
  })
}

function judgeOne(incident: Incident, context: JudgeContext): JudgedIncident {
  const {host, layouts, earlier, observed, options, rules} = context
  const {layout, conflicts} = layouts?.byBoot[incident.bootIndex] ?? layouts?.shown ?? inferLayout([], [])
  const common = {guest: host?.guest ?? false, earlier, observed}
  const actual = judgeIncident(incident, {...common, layout, layoutName: 'actual', conflicts}, rules)
  const verdicts = [actual, ...judgeWhatIfs(incident, context, options.whatIfs, layout)]
  const unasked = LADDER_LAYOUTS.filter(name => !verdicts.some(verdict => verdict.layout === name))
  const forLadder = judgeWhatIfs(
    incident,
    context,
    unasked.map(name => ({name})),
    layout,
  )
  const kernel = host?.boots[incident.bootIndex]?.kernel ?? host?.kernel ?? options.kernel
  const tolerance = judgeTolerance(incident, kernel)
  const ladder = composeLadder(incident, [...verdicts, ...forLadder], tolerance)
  return {...incident, verdicts, tolerance, ladder, narrative: narrate(incident, verdicts)}
}

function byHost<Item extends {readonly host: string}>(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(item.host)
    if (group === undefined) groups.set(item.host, [item])
    else group.push(item)
  }
  return groups
}

function judgeAll(gathered: Gathered, options: AnalyzeOptions, contributions: Contributions) {
  const hosts = new Map(gathered.hosts.map(host => [host.id, host]))
  const layouts = new Map(gathered.hosts.map(host => [host.id, layoutsOf(host, options, contributions)]))
  const rules = contributions.rules.map(entry => entry.value)
  const judged: JudgedIncident[] = []
  const incidentsOf = byHost(gathered.incidents)
  const errorsOf = byHost(gathered.errors)
  for (const [id, host] of hosts) {
    const own = incidentsOf.get(id) ?? []
    const observed = (errorsOf.get(id) ?? []).filter(error => error.mirrorEvidence !== 'not-reported')
    for (const [index, incident] of own.entries()) {
      const context = {host, layouts: layouts.get(id), earlier: own.slice(0, index), observed, options, rules}
      judged.push(judgeOne(incident, context))
    }
  }
  const order = new Map(gathered.incidents.map((incident, index) => [incident.id, index]))
  judged.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
  return {judged, layouts}
}

function describeHost(host: GatheredHost, layouts: HostLayouts | undefined): AnalysisHost {
  const shown = layouts?.shown
  const signature = host.cpuSignature?.signature
  const cpu = {
    ...(signature === undefined ? {} : {signature: `0x${signature.toString(16)}`}),
    ...(host.cpuModel === undefined ? {} : {model: host.cpuModel}),
    ...(host.cpuName === undefined ? {} : {name: host.cpuName}),
  }
  return {
    id: host.id,
    ...(host.kernel === undefined ? {} : {kernel: host.kernel}),
    ...(Object.keys(cpu).length === 0 ? {} : {cpu}),
    boots: host.boots,
    ...(shown === undefined ? {} : {layout: shown.layout, layoutRemarks: shown.remarks}),
    ...(host.guest ? {guest: true} : {}),
  }
}

/**
 * Reads, decodes, gathers, judges and estimates: the whole pipeline. Throws only for wrong contributions; a caller that
 * has loaded them hands them in.
 */
export async function analyze(options: AnalyzeOptions, loaded?: Contributions): Promise<AnalyzeResult> {
  const contributions = loaded ?? (await loadContributions(options.pluginRoots))
  const gatherer = createGatherer({
    cpus: contributions.cpus.map(entry => entry.value),
    ...(options.kernel === undefined ? {} : {fallbackKernel: options.kernel}),
    ...(options.cpu === undefined ? {} : {fallbackSignature: options.cpu}),
  })
  const {inputs, notices, lost} = await readRecords(options, contributions, gatherer)
  const gathered = gatherer.end()
  const {judged, layouts} = judgeAll(gathered, options, contributions)
  const errors = gathered.errors.filter(error => isSelected(options, error.host, error.epochMs))
  const incidents = judged.filter(incident => isSelected(options, incident.host, incident.startMs, incident.endMs))
  const names = gathered.hosts.map(host => host.id)
  const hosts = gathered.hosts.filter(host => options.host === undefined || host.id === options.host)
  const incidentsOf = byHost(incidents)
  const risks = hosts.map(host => {
    const layout = layouts.get(host.id)?.shown?.layout
    const own = incidentsOf.get(host.id) ?? []
    const {id, boots, clock, guest} = host
    return estimateRisk(
      {host: id, incidents: own, boots, clock, guest, hosts: hosts.length, ...(layout === undefined ? {} : {layout})},
      {seed: options.seed, draws: options.draws},
    )
  })
  const analysis: Analysis = {
    schema: 'mirrorcheck/analysis/1',
    tool: {name: 'mirrorcheck', version: options.version},
    inputs,
    hosts: hosts.map(host => describeHost(host, layouts.get(host.id))),
    errors,
    incidents,
    risk: {hosts: risks},
    notices: [
      ...notices,
      ...gathered.notices,
      ...selectionNotices(options, names, gathered.errors.length, errors.length),
    ],
    summary: summarize(errors, incidents),
  }
  return {analysis, inputsRead: inputs.length, lost}
}
