import {errorWith, incidentWith, userIncident} from '../incident-builder.js'
import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `kernel-content-steered`. */
export default {
  speaks: [
    {told: 'kernel data', layout: layoutWith(), verdict: 'absorbed', confidence: 0.75, name: 'partial:10'},
    {
      told: 'a lasting fault',
      incident: incidentWith({precededBy: {correctedErrors: 40, place: 'channel'}}),
      layout: layoutWith(),
      verdict: 'absorbed-degraded',
      name: 'partial:10',
    },
    {
      told: 'low memory is bare',
      layout: layoutWith({
        osPolicy: {kind: 'kernelcore-mirror', effective: true, ineffectiveReason: 'low4g-unmirrored'},
      }),
      verdict: 'absorbed',
      confidence: 0.4,
      name: 'file',
    },
    {
      told: 'only the reader’s mode is known',
      incident: incidentWith({victim: {content: 'kernel', because: 'the exception was taken in kernel mode'}}),
      layout: layoutWith(),
      verdict: 'absorbed',
      confidence: 0.5,
      name: 'partial:10',
    },
  ],
  silent: [
    {
      told: 'the kernel copying from a process',
      incident: incidentWith({
        errors: [errorWith({symbol: 'copy_mc_fragile+0x24/0x90'})],
        victim: {
          content: 'kernel',
          asLogged: 'copy_mc_fragile+0x24/0x90',
          because: 'the kernel was in copy_mc_fragile',
        },
      }),
      layout: layoutWith(),
      name: 'partial:10',
    },
    {told: 'a user’s page', incident: userIncident(), layout: layoutWith(), name: 'partial:10'},
    {told: 'nobody steers', layout: layoutWith({osPolicy: {kind: 'none'}}), name: 'file'},
  ],
} satisfies RuleCases
