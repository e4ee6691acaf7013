import {errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `channel-write-buffer`. */
export default {
  speaks: [
    {
      told: 'the write buffer',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0100'}})]}),
      layout: bareLayout('full'),
      verdict: 'undeterminable',
      name: 'full',
    },
  ],
  silent: [
    {told: 'data', layout: bareLayout('full'), name: 'full'},
    {
      told: 'no mirror asked of',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0100'}})]}),
      layout: bareLayout('none'),
      name: 'none',
    },
  ],
} satisfies RuleCases
