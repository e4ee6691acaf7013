import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

const WORDS = {
  interconnect: 'on a link between processors or chips',
  io: 'in an I/O device or its bus',
  thermal: 'a matter of heat',
} as const

/** C2: links, devices, power and time-outs. */
export default defineRule({
  id: 'link-or-device',
  title: 'The fault is on a link, in a device or in power management',
  group: 'scope',
  needs: ['origin'],
  cites: [CITES.architecture],
  argue({origin}) {
    const {unit} = origin
    if (unit !== 'interconnect' && unit !== 'io' && unit !== 'thermal') return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['link-or-device'],
      because: `The error is ${WORDS[unit]}, not in a DIMM: no mirror of memory reaches it.`,
    }
  },
})
