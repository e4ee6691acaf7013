import type {AnalyzeOptions} from './analyze-options.js'
import {type Contributions, loadContributions} from './contributions.js'
import type {MemoryError} from './errors/memory-error.js'
import {createGatherer, type GatheredHost} from './incidents/gather.js'
import {inventoryOf} from './incidents/inventory.js'
import {byHost, type HostLayouts, judgeAll} from './judge-incidents.js'
import type {KernelUse} from './mirror/plan/kernel-need.js'
import {kernelUseIn} from './mirror/plan/kernel-use.js'
import {type ConfidenceOverrides, replacedNumbers} from './mirror/read-confidence.js'
import {redundancyOf} from './mirror/redundancy.js'
import {readRecords} from './read-records.js'
import type {Analysis, AnalysisHost, ReplacedConfidence} from './report/analysis.js'
import {summarize} from './report/summarize.js'
import {estimateRisk} from './risk/estimate.js'
import {isSelected, selectionNotices} from './select-window.js'

/** The analysis, and how much of the input it rests on. */
export interface AnalyzeResult {
  readonly analysis: Analysis
  /** Inputs of which at least one byte stream could be opened and read. */
  readonly inputsRead: number
  /** True when some input could not be read whole; notices say which. */
  readonly lost: boolean
  /** What each host's kernel was seen to keep for itself (`/proc/meminfo`), by host. */
  readonly kernelUse: ReadonlyMap<string, KernelUse>
}

function describeHost(
  host: GatheredHost,
  layouts: HostLayouts | undefined,
  errors: readonly MemoryError[],
): AnalysisHost {
  const shown = layouts?.shown
  const signature = host.cpuSignature?.signature
  const cpu = {
    ...(signature === undefined ? {} : {signature: `0x${signature.toString(16)}`}),
    ...(host.cpuModel === undefined ? {} : {model: host.cpuModel}),
    ...(host.cpuName === undefined ? {} : {name: host.cpuName}),
  }
  const inventory = inventoryOf(host.facts)
  const redundancy = redundancyOf({boots: host.boots, facts: host.facts, errors, layout: shown?.layout})
  return {
    id: host.id,
    ...(host.kernel === undefined ? {} : {kernel: host.kernel}),
    ...(Object.keys(cpu).length === 0 ? {} : {cpu}),
    boots: host.boots,
    ...(shown === undefined ? {} : {layout: shown.layout, layoutRemarks: shown.remarks}),
    ...(redundancy.length === 0 ? {} : {redundancy}),
    ...(inventory === undefined ? {} : {inventory}),
    ...(host.guest ? {guest: true} : {}),
    ...(host.ignored.length === 0 ? {} : {ignored: host.ignored}),
  }
}

const replacedBy = (confidence: ConfidenceOverrides): ReplacedConfidence => ({
  ...(confidence.file === undefined ? {} : {file: confidence.file}),
  numbers: replacedNumbers(confidence),
})

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
  const errorsOf = byHost(gathered.errors)
  const risks = hosts.map(host => {
    const layout = layouts.get(host.id)?.shown?.layout
    const own = incidentsOf.get(host.id) ?? []
    const {id, boots, clock, guest, facts} = host
    const modes = layouts.get(id)?.byBoot.map(inferred => inferred.layout.mode) ?? []
    return estimateRisk(
      {
        host: id,
        incidents: own,
        boots,
        clock,
        guest,
        facts,
        modes,
        hosts: hosts.length,
        ...(layout === undefined ? {} : {layout}),
      },
      {seed: options.seed, draws: options.draws, ...(options.priors === undefined ? {} : {priors: options.priors})},
    )
  })
  const analysis: Analysis = {
    schema: 'mirrorcheck/analysis/1',
    tool: {name: 'mirrorcheck', version: options.version},
    inputs,
    hosts: hosts.map(host => describeHost(host, layouts.get(host.id), errorsOf.get(host.id) ?? [])),
    errors,
    incidents,
    risk: {hosts: risks},
    notices: [
      ...notices,
      ...gathered.notices,
      ...selectionNotices(options, names, gathered.errors.length, errors.length),
    ],
    ...(options.confidence === undefined ? {} : {replacedConfidence: replacedBy(options.confidence)}),
    summary: summarize(errors, incidents),
  }
  const kernelUse = new Map(
    gathered.hosts.flatMap(({id, facts}) => {
      const use = kernelUseIn(facts.flat())
      return use === undefined ? [] : [[id, use] as const]
    }),
  )
  return {analysis, inputsRead: inputs.length, lost, kernelUse}
}
