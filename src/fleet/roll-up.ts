import type {Severity} from '../errors/memory-error.js'
import type {Analysis, JudgedIncident, SummaryCounts} from '../report/analysis.js'
import type {Fleet, FleetDimm, FleetGap, FleetHost, FleetRepeat} from '../report/fleet/fleet.js'
import {dramOf, placeKey} from '../report/place.js'
import {estimateFleet} from '../risk/fleet/estimate-fleet.js'
import {readLedger} from './dataset-folder.js'
import {groupHosts} from './group-hosts.js'
import {hostKey} from './host-key.js'
import type {LedgerEntry} from './ledger-entry.js'
import {analysisOf, errorsOf, hostsInSeveral} from './read-dataset.js'
import {byHarm} from './tally-counts.js'
import {
  addHostError,
  addHostIncident,
  addMachine,
  dimmRows,
  type HostTally,
  hostRow,
  newHost,
  repeatRows,
  watchedNode,
} from './tally-host.js'
import {createLadderTally} from './tally-ladder.js'
import {createTellOnce, type TellOnce} from './tell-once.js'

/** What a roll-up hangs on besides its dataset. */
export interface RollUpOptions {
  /** Name of the dataset to show. */
  readonly dataset: string
  readonly version: string
  /** Machines there are, those without a log among them; without it no rate is told. */
  readonly fleetSize?: number | undefined
}

interface Desk {
  readonly out: string
  readonly hosts: Map<string, HostTally>
  readonly ladder: ReturnType<typeof createLadderTally>
  readonly severities: Record<Severity, number>
  readonly once: TellOnce
  readonly gaps: FleetGap[]
  readonly settings: Set<string>
  readonly readings: Record<LedgerEntry['reading'], number>
  outagesTimed: number
}

const noSeverities = (): Record<Severity, number> => ({
  ...{informational: 0, unknown: 0, corrected: 0, deferred: 0, ucna: 0},
  ...{srao: 0, uncorrected: 0, srar: 0, fatal: 0},
})

function tallyOf(desk: Desk, id: string, entry: LedgerEntry): HostTally {
  const key = hostKey({id}, entry)
  const known = desk.hosts.get(key.key) ?? newHost(key)
  desk.hosts.set(key.key, known)
  return known
}

/** Equal for two tellings of one incident: a later log may know more of its end, not of its beginning. */
const incidentIdentity = (incident: JudgedIncident): string =>
  JSON.stringify([
    incident.start ?? [incident.errors[0]?.uptimeSeconds, incident.severity, incident.outcome],
    placeKey(dramOf(incident)),
  ])

function addMachines({hosts, incidents, risk}: Analysis, entry: LedgerEntry, desk: Desk): void {
  const counts = new Map<string, number>()
  for (const {host} of incidents) counts.set(host, (counts.get(host) ?? 0) + 1)
  const risks = new Map(risk.hosts.map(estimate => [estimate.host, estimate]))
  for (const host of hosts)
    addMachine(tallyOf(desk, host.id, entry), host, {
      incidents: counts.get(host.id) ?? 0,
      risk: risks.get(host.id),
      analysis: entry.parts.analyses?.file,
    })
}

function addIncidents({incidents}: Analysis, entry: LedgerEntry, desk: Desk): void {
  for (const incident of incidents) {
    const host = tallyOf(desk, incident.host, entry)
    if (desk.once.isKnown(host.key.key, `incident ${incidentIdentity(incident)}`)) continue
    addHostIncident(host, incident)
    desk.ladder.add(incident)
    if (incident.downtimeSeconds !== undefined && (incident.outcome === 'panic' || incident.outcome === 'reboot'))
      desk.outagesTimed += 1
  }
}

async function addErrors(entry: LedgerEntry, desk: Desk): Promise<void> {
  for await (const error of errorsOf(desk.out, entry)) {
    const host = tallyOf(desk, error.host, entry)
    if (desk.once.isKnown(host.key.key, `error ${error.identity}`)) continue
    desk.severities[error.severity] += 1
    addHostError(host, error)
  }
}

async function addUnit(entry: LedgerEntry, desk: Desk): Promise<void> {
  const {reading, name, problems} = entry
  desk.readings[reading] += 1
  desk.settings.add(entry.settings)
  if (reading !== 'read') desk.gaps.push({input: name, reading, because: problems[0] ?? 'no reason was told'})
  const analysis = await analysisOf(desk.out, entry)
  if (analysis === undefined) return
  desk.once.begin()
  addMachines(analysis, entry, desk)
  addIncidents(analysis, entry, desk)
  await addErrors(entry, desk)
}

/** A unit whose files were damaged after they were written is a gap, not the end of the roll-up. */
async function addUnitSafely(entry: LedgerEntry, desk: Desk): Promise<void> {
  try {
    await addUnit(entry, desk)
  } catch (failure) {
    const because = failure instanceof Error ? failure.message : String(failure)
    const again = 'run batch again to write it anew'
    desk.gaps.push({
      input: entry.name,
      reading: 'broke-down',
      because: `its analysis cannot be read: ${because}; ${again}`,
    })
  }
}

const byPlace = (a: {host: string; part?: string}, b: {host: string; part?: string}): number =>
  a.host < b.host ? -1 : a.host > b.host ? 1 : (a.part ?? '') < (b.part ?? '') ? -1 : 1

interface Rows {
  readonly hosts: readonly FleetHost[]
  readonly dimms: readonly FleetDimm[]
  readonly repeats: readonly FleetRepeat[]
}

function rowsOf(tallies: readonly HostTally[]): Rows {
  return {
    hosts: tallies.map(hostRow).sort((a, b) => byHarm(a, b) || byPlace(a, b)),
    dimms: tallies.flatMap(dimmRows).sort((a, b) => byHarm(a, b) || byPlace(a, b)),
    repeats: tallies
      .flatMap(repeatRows)
      .sort((a, b) => b.outages - a.outages || b.graveIncidents - a.graveIncidents || byPlace(a, b)),
  }
}

const sum = (hosts: readonly FleetHost[], field: (host: FleetHost) => number): number =>
  hosts.reduce((total, host) => total + field(host), 0)

function totalsOf(hosts: readonly FleetHost[], errors: SummaryCounts, outagesTimed: number): Fleet['totals'] {
  return {
    hosts: hosts.length,
    hostsHit: hosts.filter(host => host.graveIncidents > 0).length,
    hostsDown: hosts.filter(host => host.outages > 0).length,
    incidents: sum(hosts, host => host.incidents),
    graveIncidents: sum(hosts, host => host.graveIncidents),
    outages: sum(hosts, host => host.outages),
    correctedAtLeast: sum(hosts, host => host.correctedAtLeast),
    graveErrors: sum(hosts, host => host.graveErrors),
    errors,
    downtimeSeconds: sum(hosts, host => host.downtimeSeconds ?? 0),
    outagesTimed,
  }
}

/** Seed of the draws: fixed, so that equal datasets give equal bytes. */
const SEED = 1

function rateOf(
  tallies: readonly HostTally[],
  hosts: readonly FleetHost[],
  fleetSize: number | undefined,
): Fleet['rate'] {
  const nodes = tallies.flatMap(tally => watchedNode(tally) ?? []).sort((a, b) => (a.host < b.host ? -1 : 1))
  return {
    graveIncidents: sum(hosts, host => host.graveIncidents),
    hosts: hosts.length,
    observedDays: Number(tallies.reduce((days, {observedDays}) => days + observedDays, 0).toPrecision(6)),
    hostsWithoutClock: tallies.filter(({observedDays}) => observedDays === 0).length,
    estimate: estimateFleet(nodes, {seed: SEED, ...(fleetSize === undefined ? {} : {fleetSize})}),
  }
}

const byInput = (a: FleetGap, b: FleetGap): number => (a.input < b.input ? -1 : 1)

function fleetOf(desk: Desk, {dataset, version, fleetSize}: RollUpOptions): Fleet {
  const tallies = [...desk.hosts.values()]
  const {hosts, dimms, repeats} = rowsOf(tallies)
  const {read, 'partly-read': partlyRead, 'not-read': notRead, 'broke-down': brokeDown} = desk.readings
  return {
    schema: 'mirrorcheck/fleet/1',
    tool: {name: 'mirrorcheck', version},
    dataset,
    inputs: {
      total: read + partlyRead + notRead + brokeDown,
      ...{read, partlyRead, notRead, brokeDown},
      hostsInSeveral: hosts.filter(({inputs}) => inputs > 1).length,
      toldAgain: desk.once.known(),
      settings: desk.settings.size,
    },
    totals: totalsOf(hosts, desk.severities, desk.outagesTimed),
    hosts,
    dimms,
    repeats,
    verdicts: desk.ladder.verdicts(),
    ladder: desk.ladder.rungs(),
    platforms: groupHosts(hosts, ({platform}) => platform),
    kernels: groupHosts(hosts, ({kernels}) => kernels.at(-1)),
    rate: rateOf(tallies, hosts, fleetSize),
    gaps: desk.gaps.sort(byInput),
  }
}

/**
 * The roll-up of a dataset. Two passes: who is told of by several inputs, then one analysis at a time, so that memory
 * hangs on the number of machines and on the largest analysis, not on the number of errors.
 */
export async function rollUp(out: string, options: RollUpOptions): Promise<Fleet> {
  const several = await hostsInSeveral(out, readLedger(out))
  const desk: Desk = {
    out,
    hosts: new Map(),
    ladder: createLadderTally(),
    severities: noSeverities(),
    once: createTellOnce(host => several.has(host)),
    gaps: [],
    settings: new Set(),
    readings: {read: 0, 'partly-read': 0, 'not-read': 0, 'broke-down': 0},
    outagesTimed: 0,
  }
  for await (const entry of readLedger(out)) await addUnitSafely(entry, desk)
  return fleetOf(desk, options)
}
