import {errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `both-copies-would-fail`. */
export default {
  speaks: [
    {
      told: 'first and second copy of one line',
      incident: incidentWith({
        errors: [errorWith(), errorWith({id: 'e2', mirrorEvidence: 'secondary', modelSpecific: {code: '0x10a0'}})],
      }),
      verdict: 'double-fault',
      layout: bareLayout('full'),
      name: 'full',
    },
    {
      told: 'told as two incidents within seconds',
      observed: [errorWith({id: 'e2', mirrorEvidence: 'secondary', modelSpecific: {code: '0x10a0'}})],
      verdict: 'double-fault',
      layout: bareLayout('full'),
      name: 'full',
    },
  ],
  silent: [
    {
      told: 'another line',
      incident: incidentWith({
        errors: [
          errorWith(),
          errorWith({
            id: 'e2',
            mirrorEvidence: 'secondary',
            address: {value: 0x2_5000_0000n, granularityBytes: 64, kind: 'system'},
          }),
        ],
      }),
      layout: bareLayout('full'),
      name: 'full',
    },
    {told: 'the first copy alone', layout: bareLayout('full'), name: 'full'},
    {
      told: 'no mirror asked of',
      incident: incidentWith({
        errors: [errorWith(), errorWith({id: 'e2', mirrorEvidence: 'secondary', modelSpecific: {code: '0x10a0'}})],
      }),
      layout: bareLayout('none'),
      name: 'none',
    },
  ],
} satisfies RuleCases
