import type {MemoryError} from '../errors/memory-error.js'
import type {Boot} from '../incidents/incident.js'
import type {SourcePosition} from '../logs/log-line.js'
import {writeTime} from '../logs/write-time.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {firmwareRuns} from './firmware-runs.js'
import type {MirrorLayout, MirrorPair} from './layout.js'
import {inOrder, type Redundancy, type RedundancyChange} from './redundancy-change.js'
import {withRestarts} from './restarts.js'
import {sensorState} from './sensor-state.js'

/** A stretch of time in which a pair stood one way. */
export interface RedundancySpan {
  readonly state: Redundancy
  readonly since?: string
  readonly until?: string
  readonly because: string
  readonly positions: readonly SourcePosition[]
}

/** One pair through time. */
export interface RedundancyTrack {
  readonly pair: string
  readonly spans: readonly RedundancySpan[]
}

/** What a host's redundancy is read from. */
export interface RedundancySource {
  readonly boots: readonly Boot[]
  /** By boot index. */
  readonly facts: readonly (readonly PlatformFact[])[]
  readonly errors: readonly MemoryError[]
  readonly layout: MirrorLayout | undefined
}

const ALL = 'all mirrored memory'

/** What a mirror's own record says of its pair. */
const OF_EVIDENCE: Partial<Readonly<Record<MemoryError['mirrorEvidence'], readonly [Redundancy, string]>>> = {
  failover: ['degraded', 'the memory controller gave up one copy (failover)'],
  broken: ['degraded', 'firmware reported the mirror as broken'],
  scrubbed: ['whole', 'the bad copy was repaired from the good one: both copies were there'],
}

const placeWords = ({socket, imc, channels}: MirrorPair): string =>
  [
    `socket ${socket}`,
    ...(imc === undefined ? [] : [`controller ${imc.join(' and ')}`]),
    ...(channels === undefined ? [] : [`channel ${channels.join(' and ')}`]),
  ].join(', ')

const holds = (pair: MirrorPair, socket: number, imc: number | undefined, channel: number): boolean =>
  pair.socket === socket &&
  (pair.imc === undefined || (imc !== undefined && pair.imc.includes(imc))) &&
  (pair.channels?.includes(channel) ?? false)

/** The pair an error lies on, in words: the layout's pair where it states one, else the channel the record names. */
function pairOf({dram, registers}: MemoryError, layout: MirrorLayout | undefined): string {
  const socket = dram?.socket ?? registers.socket
  if (socket === undefined) return dram?.label ?? ALL
  const {imc, channel} = dram ?? {}
  const stated =
    channel === undefined ? undefined : layout?.pairing?.pairs?.find(pair => holds(pair, socket, imc, channel))
  return placeWords(
    stated ?? {
      socket,
      ...(imc === undefined ? {} : {imc: [imc]}),
      ...(channel === undefined ? {} : {channels: [channel]}),
    },
  )
}

function ofError(error: MemoryError, layout: MirrorLayout | undefined): RedundancyChange[] {
  const told = OF_EVIDENCE[error.mirrorEvidence]
  if (told === undefined) return []
  const [state, because] = told
  return [
    {
      state,
      because,
      bootIndex: error.bootIndex,
      ...(error.epochMs === undefined ? {} : {atMs: error.epochMs}),
      ...(error.time === undefined ? {} : {at: error.time}),
      ...(error.uptimeSeconds === undefined ? {} : {uptimeSeconds: error.uptimeSeconds}),
      pair: pairOf(error, layout),
      positions: error.positions,
    },
  ]
}

const SENSOR_STATES = {
  redundant: 'whole',
  degraded: 'degraded',
  lost: 'degraded',
  disabled: 'off',
  unknown: 'unknown',
} as const
const FIRMWARE_STATES = {enabled: 'whole', disabled: 'off', failed: 'off', degraded: 'degraded'} as const

function wordsOf(fact: PlatformFact, machine: readonly PlatformFact[]): readonly [Redundancy, string] | undefined {
  if (fact.fact === 'mirror-redundancy') {
    const {state, because} = sensorState(fact, machine)
    return [SENSOR_STATES[state], `the sensor ${fact.sensor} said so (${because})`]
  }
  if (fact.fact === 'firmware-mirror') return [FIRMWARE_STATES[fact.state], 'firmware said so at start-up']
  return undefined
}

function ofFact(fact: PlatformFact, bootIndex: number, machine: readonly PlatformFact[]): RedundancyChange[] {
  const told = wordsOf(fact, machine)
  if (told === undefined) return []
  const {epochMs, basis, uptimeSeconds} = fact.envelope.time
  const at = writeTime(epochMs, basis)
  return [
    {
      state: told[0],
      because: told[1],
      bootIndex,
      ...(epochMs === undefined || at === undefined ? {} : {atMs: epochMs, at}),
      ...(uptimeSeconds === undefined ? {} : {uptimeSeconds}),
      pair: ALL,
      positions: fact.evidence.map(({position}) => position),
    },
  ]
}

const stated = ({failover}: MirrorLayout): RedundancyChange[] =>
  (failover?.degraded ?? []).map(({since, scope, evidence}) => ({
    state: 'degraded',
    bootIndex: 0,
    at: since,
    atMs: Date.parse(since),
    pair: placeWords(scope),
    because: evidence ?? 'the layout states it',
    positions: [],
  }))

/** Every sign of how pairs stand, in time order: mirror records, sensors, firmware's words, what the layout states. */
export function redundancyChanges({
  facts,
  errors,
  layout,
}: Omit<RedundancySource, 'boots'>): readonly RedundancyChange[] {
  const machine = facts.flat()
  return [
    ...(layout === undefined ? [] : stated(layout)),
    ...facts.flatMap((own, bootIndex) => own.flatMap(fact => ofFact(fact, bootIndex, machine))),
    ...errors.flatMap(error => ofError(error, layout)),
  ].sort(inOrder)
}

/** Neighbours of one state become one span, known by its first sign. */
function spansOf(changes: readonly RedundancyChange[]): readonly RedundancySpan[] {
  const turns = changes.filter((change, index) => index === 0 || change.state !== changes[index - 1]?.state)
  return turns.map(({state, at, because, positions}, index) => {
    const until = turns[index + 1]?.at
    return {
      state,
      ...(at === undefined ? {} : {since: at}),
      ...(until === undefined ? {} : {until}),
      because,
      positions,
    }
  })
}

const SILENT: RedundancyTrack = {
  pair: ALL,
  spans: [
    {
      state: 'unknown',
      because:
        'no mirror event is in these logs; where firmware handles memory errors first, it may keep them to itself (the BMC’s event log would tell)',
      positions: [],
    },
  ],
}

/**
 * When each pair was whole, degraded or not known. Empty when no mirror is known to be there; one silent track when a
 * mirror is there and nothing tells how it fared.
 */
export function redundancyOf(source: RedundancySource): readonly RedundancyTrack[] {
  const changes = redundancyChanges(source)
  const runs = firmwareRuns(source.facts)
  const mode = source.layout?.mode
  if (changes.length === 0) return mode === 'full' || mode === 'partial' ? [SILENT] : []
  const pairs = [...new Set(changes.map(({pair}) => pair))].sort()
  return pairs.map(pair => ({
    pair,
    spans: spansOf(
      withRestarts(
        changes.filter(change => change.pair === pair),
        {boots: source.boots, runs, pair},
      ),
    ),
  }))
}
