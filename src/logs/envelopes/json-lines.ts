import {NO_TIME} from '../clock.js'
import {defineEnvelope, type Peeled} from '../define-envelope.js'
import {fieldsOf, messageIn} from '../json-message.js'

const ID = 'json-lines'

/** An object a line, also as an element of an array that is written so. */
const OBJECT = /^(?:\[|,)?\s*(\{".*\})\s*[,\]]*$/

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** A text of several lines in a field of any name: a ticket's description, a mail's body. */
const pageIn = (value: unknown): string | undefined =>
  Object.values(fieldsOf(value) ?? {}).find((text): text is string => typeof text === 'string' && text.includes('\n'))

const peel = (object: string): Peeled | undefined => {
  const value = parse(object)
  const found = messageIn(value)
  if (found) return {envelope: {id: ID, ...found.wrapper()}, message: found.message}
  const page = pageIn(value)
  return page === undefined ? undefined : {envelope: {id: ID, time: NO_TIME}, message: page.trimEnd()}
}

/** A JSON object a line with the message in a field: Docker's json-file driver, log shippers, search results. */
export default defineEnvelope({
  id: ID,
  title: 'JSON lines of containers, log shippers and search engines',
  samples: [
    String.raw`{"log":"[  123.456789] mce: [Hardware Error]: Machine check events logged\n","stream":"stdout","time":"2026-11-23T04:12:09.123456789Z"}`,
    '{"@timestamp":"2026-11-23T04:12:09.123Z","host":{"name":"db7"},"message":"mce: [Hardware Error]: Machine check events logged"}',
    '{"_index":"syslog","_source":{"@timestamp":"2026-11-23T04:12:09.123Z","message":"mce: [Hardware Error]: Machine check events logged"}}',
    '{"preview":false,"result":{"_raw":"Nov 23 04:12:09 db7 kernel: EDAC MC0: 1 CE memory read error","host":"db7"}}',
  ],
  order: 14,
  first: /[[,\s{]/,
  peel(line) {
    const object = line.endsWith('}') || /\}\s*[,\]]+$/.test(line) ? OBJECT.exec(line)?.[1] : undefined
    return object === undefined || object.includes('"MESSAGE"') ? undefined : peel(object)
  },
})
