import {describe, expect, test} from 'vitest'
import type {MemoryError, MirrorEvidence} from '../../src/errors/memory-error.js'
import type {Boot} from '../../src/incidents/incident.js'
import {type RedundancySource, redundancyOf} from '../../src/mirror/redundancy.js'
import type {PlatformFact, PlatformFactBody} from '../../src/records/platform-fact.js'
import {correctedWith} from './incident-builder.js'
import {bareLayout, layoutWith} from './layout-builder.js'

const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`
const event = (mirrorEvidence: MirrorEvidence, day: number, fields: Partial<MemoryError> = {}): MemoryError =>
  correctedWith({mirrorEvidence, time: at(day), epochMs: Date.parse(at(day)), ...fields})
const boot = (index: number, day: number): Boot => ({
  index,
  start: at(day),
  startMs: Date.parse(at(day)),
  timeBasis: 'zoned',
  endedBy: 'reboot',
})
const told = (body: PlatformFactBody, day: number): PlatformFact => ({
  dialect: 'ipmi-sel',
  envelope: {id: 'bare', time: {basis: 'zoned', epochMs: Date.parse(at(day))}},
  evidence: [{text: 'a line', position: {input: 1, line: day, byteOffset: 0}}],
  ...body,
})
const sensor = (state: 'redundant' | 'degraded' | 'lost' | 'disabled' | 'unknown', day: number) =>
  told(
    {kind: 'fact', fact: 'mirror-redundancy', state, because: 'as the board means it', sensor: '#0x01', text: ''},
    day,
  )

const tracks = (fields: Partial<RedundancySource>) =>
  redundancyOf({boots: [boot(0, 1)], facts: [[]], errors: [], layout: layoutWith(), ...fields}).map(({pair, spans}) => [
    pair,
    ...spans.map(({state, since}) => `${state} ${since?.slice(8, 10) ?? '-'}`),
  ])

test('no mirror and no sign of one: nothing to tell', () => {
  expect(tracks({layout: bareLayout('none')})).toEqual([])
  expect(tracks({layout: undefined})).toEqual([])
})

test('a mirror that no line speaks of is not known, not whole', () => {
  expect(tracks({})).toEqual([['all mirrored memory', 'unknown -']])
  const [silent] = redundancyOf({boots: [], facts: [], errors: [], layout: layoutWith()})
  expect(silent?.spans[0]?.because).toContain('firmware')
})

test('a repaired copy shows the pair whole, a failover leaves it on one copy from then on', () => {
  const errors = [event('scrubbed', 2), event('failover', 4), event('scrubbed', 3)]
  expect(tracks({errors})).toEqual([['socket 0, controller 0, channel 0', 'whole 02', 'degraded 04']])
})

test('pairs are told apart', () => {
  const other = event('failover', 5, {dram: {socket: 1, imc: 0, channel: 0}})
  expect(tracks({errors: [event('scrubbed', 2), other]})).toEqual([
    ['socket 0, controller 0, channel 0', 'whole 02'],
    ['socket 1, controller 0, channel 0', 'degraded 05'],
  ])
})

test('both channels of a pair that the layout states are one pair', () => {
  const pairing = {granularity: 'channel-same-imc', pairs: [{socket: 0, imc: [0], channels: [0, 1]}]} as const
  const twin = event('failover', 5, {dram: {socket: 0, imc: 0, channel: 1}})
  expect(tracks({errors: [event('scrubbed', 2), twin], layout: layoutWith({pairing})})).toEqual([
    ['socket 0, controller 0, channel 0 and 1', 'whole 02', 'degraded 05'],
  ])
})

describe('a new start of the machine', () => {
  const boots = [boot(0, 1), boot(1, 6)]
  test('after a failover: not known until somebody says', () => {
    expect(tracks({boots, facts: [[], []], errors: [event('failover', 4)]})).toEqual([
      ['socket 0, controller 0, channel 0', 'degraded 04', 'unknown 06'],
    ])
  })
  test('a mirror at work in the new boot shows it whole again', () => {
    const errors = [event('failover', 4), event('scrubbed', 7, {bootIndex: 1})]
    expect(tracks({boots, facts: [[], []], errors})).toEqual([
      ['socket 0, controller 0, channel 0', 'degraded 04', 'unknown 06', 'whole 07'],
    ])
  })
})

describe('what others say', () => {
  test('a redundancy sensor, by its own meaning', () => {
    expect(tracks({facts: [[sensor('redundant', 2), sensor('degraded', 3), sensor('redundant', 5)]]})).toEqual([
      ['all mirrored memory', 'whole 02', 'degraded 03', 'whole 05'],
    ])
  })
  test('a sensor whose meaning is doubtful says nothing', () => {
    expect(tracks({facts: [[sensor('unknown', 2)]]})).toEqual([['all mirrored memory', 'unknown 02']])
  })
  test('firmware at start-up', () => {
    const failed = told({kind: 'fact', fact: 'firmware-mirror', state: 'degraded', text: ''}, 2)
    expect(tracks({facts: [[failed]]})).toEqual([['all mirrored memory', 'degraded 02']])
  })
  test('a layout file that states a loss', () => {
    const failover = {
      degraded: [{since: at(3), scope: {socket: 1, imc: [0], channels: [0, 1]}, evidence: 'BMC event log'}],
    }
    expect(tracks({layout: layoutWith({failover})})).toEqual([
      ['socket 1, controller 0, channel 0 and 1', 'degraded 03'],
    ])
  })
})

test('every span points at the lines it was read from', () => {
  const [track] = redundancyOf({
    boots: [boot(0, 1)],
    facts: [[sensor('degraded', 3)]],
    errors: [],
    layout: layoutWith(),
  })
  expect(track?.spans[0]?.positions).toEqual([{input: 1, line: 3, byteOffset: 0}])
})
