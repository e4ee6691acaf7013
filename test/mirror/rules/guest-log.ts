import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `guest-log`. */
export default {
  speaks: [
    {told: 'a log that names its hypervisor', guest: true, verdict: 'undeterminable'},
    {
      told: 'a layout that says guest',
      layout: layoutWith({platform: {arch: 'x86_64', hypervisorGuest: true}}),
      verdict: 'undeterminable',
    },
  ],
  silent: [
    {told: 'bare metal', guest: false},
    {
      told: 'the host’s own system under Xen',
      guest: true,
      layout: layoutWith({
        platform: {arch: 'x86_64', hypervisorGuest: false},
        provenance: [{field: 'platform.hypervisorGuest', from: 'kernel-log', confidence: 0.95}],
      }),
    },
  ],
} satisfies RuleCases
