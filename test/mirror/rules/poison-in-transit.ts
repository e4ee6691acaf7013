import {consumptionWith, errorWith, incidentWith, userIncident} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

const PLACE = {address: {value: 0x2_4000_1000n, granularityBytes: 64, kind: 'system'}} as const
const wroteBack = (unit: 'cache' | 'io') =>
  incidentWith({
    id: 'i0',
    severity: 'ucna',
    errors: [
      errorWith({
        id: 'e0',
        severity: 'ucna',
        unit,
        bankKind: unit === 'io' ? 'intel-iio' : 'intel-llc',
        mca: {code: '0x017a', kind: 'cache', level: 2, type: 'generic', request: 'EVICT'},
        ...PLACE,
      }),
    ],
  })
const reader = userIncident({errors: [consumptionWith(PLACE)]})

/** Cases of the rule `poison-in-transit`. */
export default {
  speaks: [
    {
      told: 'data came already bad',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0005'}})]}),
      verdict: 'out-of-scope',
    },
    {told: 'a cache wrote it back before', incident: reader, earlier: [wroteBack('cache')], verdict: 'out-of-scope'},
    {told: 'a device wrote it before', incident: reader, earlier: [wroteBack('io')], verdict: 'out-of-scope'},
  ],
  silent: [
    {told: 'data', incident: incidentWith()},
    {
      told: 'a cache wrote back, and the controller found the place bad',
      incident: incidentWith(),
      earlier: [wroteBack('cache')],
    },
    {told: 'only the reader tells', incident: reader},
    {told: 'a cache wrote back in an earlier boot', incident: {...reader, bootIndex: 1}, earlier: [wroteBack('cache')]},
  ],
} satisfies RuleCases
