import {correctedWith, errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `full-mirror-no-address`. */
export default {
  speaks: [
    {
      told: 'no address, all mirrored',
      incident: incidentWith({errors: [(({address: _address, ...rest}) => rest)(errorWith())]}),
      layout: bareLayout('full'),
      verdict: 'contradiction',
      confidence: 0.6,
    },
    {
      told: 'a width that says nothing is no address',
      incident: incidentWith({errors: [errorWith({address: {value: 0n, granularityBytes: 2 ** 63, kind: 'system'}})]}),
      layout: bareLayout('full'),
      verdict: 'contradiction',
    },
  ],
  silent: [
    {told: 'an address', layout: bareLayout('full')},
    {
      told: 'a copy was lost before',
      incident: incidentWith({errors: [(({address: _address, ...rest}) => rest)(errorWith())]}),
      layout: bareLayout('full'),
      observed: [
        correctedWith({
          id: 'e0',
          epochMs: Date.parse('2026-03-02T08:00:00Z'),
          time: '2026-03-02T08:00:00Z',
          mirrorEvidence: 'failover',
        }),
      ],
    },
    {
      told: 'a partial mirror',
      incident: incidentWith({errors: [(({address: _address, ...rest}) => rest)(errorWith())]}),
    },
  ],
} satisfies RuleCases
