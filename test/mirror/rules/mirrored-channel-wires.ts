import {correctedWith, errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

const wires = (transaction: 'read' | 'address-command', value = 0x2_4000_1000n) =>
  incidentWith({
    errors: [
      errorWith({
        modelSpecific: {code: '0x0200'},
        mca: {code: '0x00b0', kind: 'memory-controller', transaction, channel: 0},
        address: {value, granularityBytes: 64, kind: 'system'},
      }),
    ],
  })

/** Cases of the rule `mirrored-channel-wires`. */
export default {
  speaks: [
    {
      told: 'a command or address gone wrong',
      incident: wires('address-command'),
      verdict: 'undeterminable',
      confidence: 0.3,
    },
  ],
  silent: [
    {told: 'a read, which the twin answers', incident: wires('read')},
    {told: 'no second copy there', incident: wires('address-command', 0x4_0000_0000n)},
    {told: 'bad data instead', incident: incidentWith()},
    {
      told: 'these channels gave up a copy before',
      incident: wires('address-command'),
      observed: [correctedWith({id: 'e0', mirrorEvidence: 'failover', epochMs: Date.parse('2026-03-02T08:00:00Z')})],
    },
    {told: 'no mirror at all', incident: wires('address-command'), layout: bareLayout('none')},
  ],
} satisfies RuleCases
