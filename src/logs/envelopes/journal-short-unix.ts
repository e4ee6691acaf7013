import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, HOST, matchStart, PROGRAM} from './_parts.js'

const HEADER = new RegExp(String.raw`^(?<epoch>\d{9,11}\.\d{6}) ${HOST} ${PROGRAM}`)

/** journalctl's `short-unix`: seconds since 1970. */
export default defineEnvelope({
  id: 'journal-short-unix',
  title: 'journalctl -o short-unix',
  samples: ['1778625757.085814 rx01 kernel: mce: [Hardware Error]: Machine check events logged'],
  order: 34,
  first: /\d/,
  peel(line) {
    const found = matchStart(HEADER, line)
    if (!found) return undefined
    const {groups, message} = found
    const epochMs = Math.floor(Number(groups.epoch) * 1000)
    return {envelope: envelopeOf('journal-short-unix', {basis: 'zoned', epochMs}, groups), message}
  },
})
