import type {MemoryError} from '../errors/memory-error.js'
import type {DramLocation} from '../records/hardware-error-record.js'
import type {AnalysisHost, JudgedIncident} from '../report/analysis.js'
import type {FleetDimm, FleetHost, FleetRepeat} from '../report/fleet/fleet.js'
import {dramOf, placeKey, shortPlace} from '../report/place.js'
import {isOutage} from '../report/summarize.js'
import {type FleetNode, fleetNodeOf} from '../risk/fleet/estimate-fleet.js'
import type {RiskEstimate} from '../risk/risk-estimate.js'
import type {HostKey} from './host-key.js'
import {addError, addIncident, countsOf, type Growing, noCounts, spanOf} from './tally-counts.js'

/** A module while errors are added to it. */
interface DimmTally extends Growing {
  readonly part: string
  readonly label: string | undefined
}

/** A machine while its inputs are read. */
export interface HostTally extends Growing {
  readonly key: HostKey
  inputs: number
  guest: boolean
  platform?: string
  readonly kernels: Set<string>
  downtimeSeconds?: number
  /** Of the longest log: logs of one machine may overlap. */
  observedDays: number
  risk?: RiskEstimate
  /** Of the input with most incidents. */
  analysis?: string
  analysisIncidents: number
  readonly dimms: Map<string, DimmTally>
  readonly modules: Map<string, {readonly partNumber?: string; readonly serialNumber?: string}>
  /** Incidents worse than corrected of which no log names the module. */
  placeless: Growing
}

/** A machine of which nothing was read yet. */
export const newHost = (key: HostKey): HostTally => ({
  ...noCounts(),
  key,
  inputs: 0,
  guest: false,
  kernels: new Set(),
  observedDays: 0,
  analysisIncidents: -1,
  dimms: new Map(),
  modules: new Map(),
  placeless: noCounts(),
})

/** What an input tells of a machine besides itself. */
export interface ToldOfHost {
  readonly incidents: number
  readonly risk: RiskEstimate | undefined
  /** File of the analysis below the dataset's folder. */
  readonly analysis: string | undefined
}

/** Takes what an input tells of the machine itself. */
export function addMachine(tally: HostTally, host: AnalysisHost, told: ToldOfHost): void {
  tally.inputs += 1
  tally.guest ||= host.guest === true
  const platform = host.cpu?.model ?? host.cpu?.name ?? host.cpu?.signature
  if (platform !== undefined) tally.platform = platform
  for (const kernel of [host.kernel, ...host.boots.map(boot => boot.kernel)])
    if (kernel !== undefined) tally.kernels.add(kernel)
  for (const {label, partNumber, serialNumber} of host.inventory?.modules ?? [])
    tally.modules.set(label, {
      ...(partNumber === undefined ? {} : {partNumber}),
      ...(serialNumber === undefined ? {} : {serialNumber}),
    })
  const days = told.risk?.exposure?.observedDays ?? 0
  if (told.risk !== undefined && (tally.risk === undefined || days > tally.observedDays)) tally.risk = told.risk
  tally.observedDays = Math.max(tally.observedDays, days)
  if (told.incidents <= tally.analysisIncidents || told.analysis === undefined) return
  tally.analysis = told.analysis
  tally.analysisIncidents = told.incidents
}

function dimmOf(tally: HostTally, dram: DramLocation | undefined): DimmTally | undefined {
  const key = placeKey(dram)
  const part = shortPlace(dram)
  if (key === undefined || part === undefined) return undefined
  const known = tally.dimms.get(key)
  if (known !== undefined) return known
  const dimm: DimmTally = {...noCounts(), part, label: dram?.label}
  tally.dimms.set(key, dimm)
  return dimm
}

/** Takes an incident of the machine. */
export function addHostIncident(tally: HostTally, incident: JudgedIncident): void {
  addIncident(tally, incident)
  addIncident(dimmOf(tally, dramOf(incident)) ?? tally.placeless, incident)
  if (isOutage(incident) && incident.downtimeSeconds !== undefined)
    tally.downtimeSeconds = (tally.downtimeSeconds ?? 0) + incident.downtimeSeconds
}

/** Takes an error of the machine. */
export function addHostError(
  tally: HostTally,
  error: {
    readonly severity: MemoryError['severity']
    readonly count: number
    readonly time?: string
    readonly dram: DramLocation
  },
): void {
  addError(tally, error)
  const dimm = dimmOf(tally, error.dram)
  if (dimm !== undefined) addError(dimm, error)
}

/** Who a row is about. */
const nameOf = ({key}: HostTally): {readonly host: string; readonly unnamed?: true} => ({
  host: key.name,
  ...(key.unnamed ? {unnamed: true} : {}),
})

const worstOf = ({worst}: Growing): Pick<FleetHost, 'worst'> => (worst === undefined ? {} : {worst})

/** The machine as one that was watched; undefined where its log gave no rate. */
export function watchedNode({key, risk, outages, graveIncidents}: HostTally): FleetNode | undefined {
  const node = risk === undefined ? undefined : fleetNodeOf(risk)
  if (node === undefined) return undefined
  // Where the rate counts other incidents than the roll-up, which of them were fatal is not known.
  const ends = node.incidents === graveIncidents ? {fatal: outages, survived: graveIncidents - outages} : {}
  return {...node, host: key.key, ...ends}
}

/** The machine's row. */
export const hostRow = (tally: HostTally): FleetHost => ({
  ...nameOf(tally),
  ...(tally.guest ? {guest: true} : {}),
  inputs: tally.inputs,
  ...(tally.platform === undefined ? {} : {platform: tally.platform}),
  kernels: [...tally.kernels].sort(),
  ...countsOf(tally),
  ...worstOf(tally),
  ...(tally.downtimeSeconds === undefined ? {} : {downtimeSeconds: tally.downtimeSeconds}),
  ...spanOf(tally),
  ...(tally.analysis === undefined ? {} : {analysis: tally.analysis}),
})

/** The machine's modules that told of errors. */
export const dimmRows = (tally: HostTally): readonly FleetDimm[] =>
  [...tally.dimms.values()].map(dimm => ({
    ...nameOf(tally),
    part: dimm.part,
    ...(dimm.label === undefined ? {} : tally.modules.get(dimm.label)),
    ...countsOf(dimm),
    ...worstOf(dimm),
    ...spanOf(dimm),
  }))

/** The machine's parts that failed more than once; the machine itself where its logs name none. */
export function repeatRows(tally: HostTally): readonly FleetRepeat[] {
  const rows: readonly {counts: Growing; part?: string}[] = [
    ...[...tally.dimms.values()].map(dimm => ({counts: dimm, part: dimm.part})),
    {counts: tally.placeless},
  ]
  return rows
    .filter(({counts}) => counts.graveIncidents > 1)
    .map(({counts, part}) => ({
      ...nameOf(tally),
      ...(part === undefined ? {} : {part}),
      graveIncidents: counts.graveIncidents,
      outages: counts.outages,
      ...spanOf(counts),
    }))
}
