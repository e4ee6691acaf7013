import {errorWith, incidentWith} from '../incident-builder.js'
import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `other-media`. */
export default {
  speaks: [
    {told: 'CXL memory', incident: incidentWith({errors: [errorWith({unit: 'cxl'})]}), verdict: 'out-of-scope'},
    {
      told: 'a region of persistent memory',
      layout: layoutWith({regions: [{start: 0n, end: 1n << 40n, mirrored: false, media: 'pmem'}]}),
      verdict: 'out-of-scope',
    },
    {
      told: 'HBM by its label',
      incident: incidentWith({errors: [errorWith({dram: {label: 'CPU_SrcID#0_HBMC#1_Chan#0'}})]}),
      verdict: 'out-of-scope',
    },
    {
      told: 'a DDR-T code',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0106'}})]}),
      verdict: 'out-of-scope',
    },
  ],
  silent: [{told: 'a DIMM', incident: incidentWith()}],
} satisfies RuleCases
