import {errorWith, incidentWith, userIncident} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `channel-wires`. */
export default {
  speaks: [
    {
      told: 'a read',
      incident: incidentWith({
        severity: 'srar',
        errors: [
          errorWith({
            severity: 'srar',
            modelSpecific: {code: '0x0200'},
            mca: {code: '0x00b0', kind: 'memory-controller', transaction: 'read'},
          }),
        ],
      }),
      layout: bareLayout('full'),
      verdict: 'absorbed-degraded',
      confidence: 0.5,
      name: 'full',
    },
    {
      told: 'a write',
      incident: incidentWith({
        severity: 'uncorrected',
        errors: [
          errorWith({
            severity: 'uncorrected',
            modelSpecific: {code: '0x0200'},
            mca: {code: '0x00b0', kind: 'memory-controller', transaction: 'write'},
          }),
        ],
      }),
      layout: bareLayout('full'),
      verdict: 'undeterminable',
      confidence: 0.3,
      name: 'full',
    },
    {
      told: 'kernel data in a partial mirror',
      incident: incidentWith({
        severity: 'srar',
        errors: [
          errorWith({
            severity: 'srar',
            modelSpecific: {code: '0x0200'},
            mca: {code: '0x00b0', kind: 'memory-controller', transaction: 'address-command'},
          }),
        ],
      }),
      layout: layoutWith(),
      verdict: 'absorbed-degraded',
      name: 'partial:10',
    },
  ],
  silent: [
    {told: 'data', layout: bareLayout('full'), name: 'full'},
    {
      told: 'a user’s page in a partial mirror',
      incident: userIncident({errors: [errorWith({modelSpecific: {code: '0x0200'}})]}),
      layout: layoutWith(),
      name: 'partial:10',
    },
  ],
} satisfies RuleCases
