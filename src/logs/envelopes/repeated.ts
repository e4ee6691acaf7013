import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'

const WHOLE = /^message repeated \d{1,9} times: \[ ?(.*)\]$/

/** rsyslog's way to write a message once for many (`$RepeatedMsgReduction`): the message stands in brackets. */
export default defineEnvelope({
  id: 'repeated',
  title: 'repeated message of rsyslog',
  samples: ['message repeated 5 times: [ mce: [Hardware Error]: Machine check events logged]'],
  order: 16,
  first: /m/,
  peel(line) {
    const message = WHOLE.exec(line)?.[1]
    return message === undefined ? undefined : {envelope: {id: 'repeated', time: NO_TIME}, message}
  },
})
