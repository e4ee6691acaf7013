import type {AnalyzeOptions, WhatIf} from './analyze-options.js'
import type {AnyRule, Contributions} from './contributions.js'
import type {MemoryError} from './errors/memory-error.js'
import type {Gathered, GatheredHost} from './incidents/gather.js'
import type {Incident} from './incidents/incident.js'
import {OF_UNSEEN_BOOT} from './incidents/unite-resets.js'
import {isUncorrected} from './mirror/error-nature.js'
import {firmwareRuns} from './mirror/firmware-runs.js'
import {inferLayout} from './mirror/infer-layout.js'
import {judgeIncident} from './mirror/judge.js'
import {keyBitsOf} from './mirror/key-bits.js'
import type {MirrorLayout} from './mirror/layout.js'
import {redundancyChanges} from './mirror/redundancy.js'
import type {RedundancyChange} from './mirror/redundancy-change.js'
import {STEERED, steerIntoMirror} from './mirror/steer.js'
import type {Verdict} from './mirror/verdict.js'
import {hypotheticalLayout} from './mirror/what-if.js'
import type {Analysis, AnalysisHost, JudgedIncident} from './report/analysis.js'
import {narrate} from './report/narrate.js'
import {judgeTolerance} from './tolerance/judge.js'
import {composeLadder, isPartial, LADDER_LAYOUTS, type Steered} from './tolerance/ladder.js'
import {costsOf} from './tolerance/rung-costs.js'

/** Layout of each boot of one host, and which boots tell one. */
export interface HostLayouts {
  readonly byBoot: readonly ReturnType<typeof inferLayout>[]
  readonly shown: ReturnType<typeof inferLayout> | undefined
}

function layoutsOf(
  host: GatheredHost,
  errors: readonly MemoryError[],
  options: AnalyzeOptions,
  contributions: Contributions,
): HostLayouts {
  const evidence = contributions.evidence.map(entry => entry.value)
  const byBoot = host.facts.map((facts, boot) => {
    const own = errors.filter(({bootIndex}) => bootIndex === boot)
    const inferred = inferLayout(facts, evidence, own)
    return options.layout === undefined ? inferred : {layout: options.layout, remarks: inferred.remarks, conflicts: []}
  })
  return {byBoot, shown: byBoot.findLast(({layout}) => layout.mode !== 'unknown') ?? byBoot.at(-1)}
}

/** True for incidents that later ones of their place are judged by. */
const losesData = (incident: Incident): boolean => isUncorrected(incident) && !incident.injected

interface JudgeContext {
  readonly host: GatheredHost | undefined
  /** For each boot the first one of its run of the firmware. */
  readonly runs: readonly number[]
  readonly layouts: HostLayouts | undefined
  readonly earlier: readonly Incident[]
  readonly observed: readonly MemoryError[]
  /** What sensors and firmware said of the redundancy. */
  readonly changes: readonly RedundancyChange[]
  readonly options: AnalyzeOptions
  readonly rules: readonly AnyRule[]
}

/** What every judgement of an incident rests on, whatever the layout. */
const commonOf = ({bootIndex}: Incident, {host, runs, earlier, observed, options: {confidence}}: JudgeContext) => ({
  guest: host?.guest ?? false,
  earlier,
  observed,
  keyBits: keyBitsOf(host?.facts[bootIndex] ?? []),
  runs,
  ...(confidence === undefined ? {} : {confidence}),
})

/** Verdicts on hypothetical layouts; names that name none are passed over. */
function judgeWhatIfs(
  incident: Incident,
  context: JudgeContext,
  whatIfs: readonly WhatIf[],
  actual: MirrorLayout,
): readonly Verdict[] {
  const {rules} = context
  const common = {...commonOf(incident, context), conflicts: []}
  return whatIfs.flatMap(({name, layout: stated}) => {
    const layout = stated ?? hypotheticalLayout(name, actual)
    return layout === undefined ? [] : [judgeIncident(incident, {...common, layout, layoutName: name}, rules)]
  })
}

/** What steering kernel data into the mirror at hand would have made of an incident. */
function judgeSteered(incident: Incident, context: JudgeContext, actual: MirrorLayout): Steered {
  const steering = steerIntoMirror(actual)
  if (!('layout' in steering)) return steering
  const [verdict] = judgeWhatIfs(incident, context, [{name: STEERED, layout: steering.layout}], actual)
  return verdict === undefined ? {settled: 'unknown', because: 'Cannot tell: it could not be judged.'} : {verdict}
}

/** The verdicts the ladder rests on: those asked for, and of its own layouts those that were not. */
function judgeForLadder(
  incident: Incident,
  context: JudgeContext,
  verdicts: readonly Verdict[],
  layout: MirrorLayout,
): readonly Verdict[] {
  const unasked = LADDER_LAYOUTS.filter(name => !verdicts.some(verdict => verdict.layout === name))
  const names = unasked.map(name => ({name}))
  return [...verdicts, ...judgeWhatIfs(incident, context, names, layout)]
}

/** The layout an incident happened under: none is known of a boot that the log does not show. */
function asItWas(incident: Incident, layout: MirrorLayout, options: AnalyzeOptions): MirrorLayout {
  const unseen = incident.errors.some(({remarks = []}) => remarks.includes(OF_UNSEEN_BOOT))
  return unseen && options.layout === undefined ? {...layout, mode: 'unknown', regions: []} : layout
}

function judgeOne(incident: Incident, context: JudgeContext): JudgedIncident {
  const {host, layouts, changes, options, rules} = context
  const {layout, conflicts} = layouts?.byBoot[incident.bootIndex] ?? layouts?.shown ?? inferLayout([], [])
  const common = {...commonOf(incident, context), changes, conflicts}
  const actual = judgeIncident(
    incident,
    {...common, layout: asItWas(incident, layout, options), layoutName: 'actual'},
    rules,
  )
  const verdicts = [actual, ...judgeWhatIfs(incident, context, options.whatIfs, layout)]
  const kernel = host?.boots[incident.bootIndex]?.kernel ?? host?.kernel ?? options.kernel
  const tolerance = judgeTolerance(incident, kernel)
  const forLadder = judgeForLadder(incident, context, verdicts, layout)
  const partial = forLadder.find(verdict => isPartial(verdict.layout))?.layout ?? LADDER_LAYOUTS[0]
  const ladder = composeLadder(incident, {
    verdicts: forLadder,
    tolerance,
    steered: judgeSteered(incident, context, layout),
    costs: costsOf({actual: layout, partial: hypotheticalLayout(partial, layout)}),
  })
  return {...incident, verdicts, tolerance, ladder, narrative: narrate(incident, verdicts)}
}

/** Items by the host they belong to, in their order. */
export function byHost<Item extends {readonly host: string}>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(item.host)
    if (group === undefined) groups.set(item.host, [item])
    else group.push(item)
  }
  return groups
}

/** Every incident under the actual layout of its boot and under each what-if, with the ladder. */
export function judgeAll(gathered: Gathered, options: AnalyzeOptions, contributions: Contributions) {
  const hosts = new Map(gathered.hosts.map(host => [host.id, host]))
  const errorsOf = byHost(gathered.errors)
  const layouts = new Map(
    gathered.hosts.map(host => [host.id, layoutsOf(host, errorsOf.get(host.id) ?? [], options, contributions)]),
  )
  const rules = contributions.rules.map(entry => entry.value)
  const judged: JudgedIncident[] = []
  const incidentsOf = byHost(gathered.incidents)
  for (const [id, host] of hosts) {
    const own = incidentsOf.get(id) ?? []
    const observed = (errorsOf.get(id) ?? []).filter(error => error.mirrorEvidence !== 'not-reported')
    const changes = redundancyChanges({facts: host.facts, errors: [], layout: undefined})
    const runs = firmwareRuns(host.facts)
    const earlier: Incident[] = []
    for (const incident of own) {
      judged.push(
        judgeOne(incident, {host, runs, layouts: layouts.get(id), earlier, observed, changes, options, rules}),
      )
      if (losesData(incident)) earlier.push(incident)
    }
  }
  const order = new Map(gathered.incidents.map((incident, index) => [incident.id, index]))
  judged.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
  return {judged, layouts}
}

/** Verdicts that a layout by that name gives on every uncorrected incident of one host, in their order. */
export function judgeUnder(
  analysis: Pick<Analysis, 'incidents' | 'errors'>,
  {id, layout, guest}: AnalysisHost,
  name: string,
  rules: readonly AnyRule[],
): readonly Verdict[] {
  const hypothetical = hypotheticalLayout(name, layout ?? inferLayout([], []).layout)
  if (hypothetical === undefined) return []
  const own = analysis.incidents.filter(({host}) => host === id)
  const observed = analysis.errors.filter(error => error.host === id && error.mirrorEvidence !== 'not-reported')
  const context = {observed, guest: guest ?? false, conflicts: [], layout: hypothetical, layoutName: name}
  const earlier: Incident[] = []
  return own.filter(losesData).map(incident => {
    const verdict = judgeIncident(incident, {...context, earlier}, rules)
    earlier.push(incident)
    return verdict
  })
}
