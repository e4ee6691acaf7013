import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'

const FIELD = 'MESSAGE='

/** journalctl's `export`: the message's field; the fields beside it, time among them, stand on other lines. */
export default defineEnvelope({
  id: 'journal-export',
  title: 'journalctl -o export, message lines',
  samples: ['MESSAGE=mce: [Hardware Error]: Machine check events logged'],
  order: 12,
  first: /M/,
  peel: line =>
    line.startsWith(FIELD)
      ? {envelope: {id: 'journal-export', time: NO_TIME}, message: line.slice(FIELD.length)}
      : undefined,
})
