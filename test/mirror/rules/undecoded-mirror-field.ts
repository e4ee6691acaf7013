import {correctedIncident, correctedWith} from '../incident-builder.js'
import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `undecoded-mirror-field`. */
export default {
  speaks: [
    {
      told: 'a corrected error in a bank whose mirror bits are not public',
      incident: correctedIncident({errors: [correctedWith({bankKind: 'intel-spr-m2m', mirrorEvidence: 'undecoded'})]}),
      verdict: 'undeterminable',
    },
  ],
  silent: [
    {
      told: 'a channel’s bank',
      incident: correctedIncident({errors: [correctedWith({bankKind: 'intel-spr-imc', mirrorEvidence: 'undecoded'})]}),
    },
    {
      told: 'no memory is mirrored',
      incident: correctedIncident({errors: [correctedWith({bankKind: 'intel-spr-m2m', mirrorEvidence: 'undecoded'})]}),
      layout: bareLayout('none'),
    },
  ],
} satisfies RuleCases
