import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `no-consumer`. */
export default {
  speaks: [
    {told: 'nobody steers', layout: layoutWith({osPolicy: {kind: 'none'}}), verdict: 'not-covered', name: 'file'},
    {
      told: 'boot-time structures only',
      layout: layoutWith({osPolicy: {kind: 'boot-only'}}),
      verdict: 'not-covered',
      name: 'file',
    },
    {
      told: 'movable_node won',
      layout: layoutWith({osPolicy: {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'movable-node'}}),
      verdict: 'not-covered',
      name: 'file',
    },
  ],
  silent: [
    {told: 'steered', layout: layoutWith(), name: 'partial:10'},
    {told: 'not known', layout: layoutWith({osPolicy: {kind: 'unknown'}}), name: 'file'},
  ],
} satisfies RuleCases
