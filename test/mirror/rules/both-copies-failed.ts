import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `both-copies-failed`. */
export default {
  speaks: [
    {
      told: 'first and second copy of one line',
      incident: incidentWith({
        errors: [errorWith(), errorWith({id: 'e2', mirrorEvidence: 'secondary', modelSpecific: {code: '0x10a0'}})],
      }),
      verdict: 'double-fault',
    },
    {
      told: 'told as two incidents within seconds',
      observed: [errorWith({id: 'e2', mirrorEvidence: 'secondary', modelSpecific: {code: '0x10a0'}})],
      verdict: 'double-fault',
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
    },
    {told: 'the first copy alone'},
    {
      told: 'a minute later',
      observed: [errorWith({id: 'e2', mirrorEvidence: 'secondary', epochMs: Date.parse('2026-03-02T08:16:00Z')})],
    },
  ],
} satisfies RuleCases
