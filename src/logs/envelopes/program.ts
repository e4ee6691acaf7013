import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, matchStart, SURE_PROGRAM} from './_parts.js'

const PREFIX = new RegExp(`^${SURE_PROGRAM}`)

/** A tag alone: text from which times and hosts were cut, consoles, broadcasts to terminals. */
export default defineEnvelope({
  id: 'program',
  title: 'program name alone',
  samples: [
    'kernel: mce: [Hardware Error]: Machine check events logged',
    ' kernel:[Hardware Error]: MC4_ADDR: 0x0000000000011244',
    '   mcelog[2783]: Hardware event. This is not a software error.',
  ],
  order: 90,
  first: /[^\s:[\]]/,
  peel(line) {
    const found = matchStart(PREFIX, line)
    if (!found) return undefined
    return {envelope: envelopeOf('program', NO_TIME, found.groups), message: found.message}
  },
})
