import {errorWith, incidentWith} from '../incident-builder.js'
import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `whole-controller`. */
export default {
  speaks: [
    {
      told: 'Ice Lake pairs within a controller',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x081b'}})]}),
      verdict: 'out-of-scope',
      confidence: 0.8,
    },
    {
      told: 'across controllers',
      incident: incidentWith({
        errors: [errorWith({modelSpecific: {code: '0x081b'}, cpuModel: 'intel-granite-rapids'})],
      }),
      layout: layoutWith({pairing: {granularity: 'channel-cross-imc'}}),
      verdict: 'undeterminable',
      confidence: 0.4,
    },
    {
      told: 'a code nobody knows',
      incident: incidentWith({errors: [errorWith({unit: 'memory-controller', modelSpecific: {code: '0x7777'}})]}),
      verdict: 'undeterminable',
    },
  ],
  silent: [
    {told: 'data', incident: incidentWith()},
    {
      told: 'the same number in the bit field of another CPU means data',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0080'}, bankKind: 'intel-skx-imc'})]}),
    },
  ],
} satisfies RuleCases
