import {userIncident} from '../incident-builder.js'
import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `reliable-page-cache`. */
export default {
  speaks: [
    {
      told: 'a file page in graded memory',
      incident: userIncident({
        victim: {
          content: 'page-cache-clean',
          asLogged: 'clean LRU page',
          because: 'the page type was printed as "clean LRU page"',
        },
      }),
      layout: layoutWith({osPolicy: {kind: 'openeuler-reliable', effective: true, fallbackAllowed: true}}),
      verdict: 'absorbed',
      confidence: 0.6,
      name: 'reliable:10',
    },
  ],
  silent: [
    {
      told: 'kernelcore=mirror',
      incident: userIncident({
        victim: {
          content: 'page-cache-clean',
          asLogged: 'clean LRU page',
          because: 'the page type was printed as "clean LRU page"',
        },
      }),
      layout: layoutWith(),
      name: 'partial:10',
    },
    {
      told: 'a process’s page',
      incident: userIncident(),
      layout: layoutWith({osPolicy: {kind: 'openeuler-reliable', effective: true, fallbackAllowed: true}}),
      name: 'reliable:10',
    },
  ],
} satisfies RuleCases
