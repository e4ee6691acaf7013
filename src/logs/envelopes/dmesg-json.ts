import {NO_TIME, uptime} from '../clock.js'
import {defineEnvelope, type Peeled} from '../define-envelope.js'

const TIME_FIELD = /^\s*"time": {0,16}(\d{1,10}\.\d{1,9}),?$/
const MESSAGE_FIELD = /^\s*"msg": ("(?:[^"\\]|\\.)*")$/

const textOf = (literal: string): string | undefined => {
  try {
    const text: unknown = JSON.parse(literal)
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}

const peel = (line: string): Peeled | undefined => {
  const time = TIME_FIELD.exec(line)?.[1]
  if (time !== undefined) return {envelope: {id: 'dmesg-json', time: uptime(time)}, message: '', announces: true}
  const literal = MESSAGE_FIELD.exec(line)?.[1]
  const message = literal === undefined ? undefined : textOf(literal)
  return message === undefined ? undefined : {envelope: {id: 'dmesg-json', time: NO_TIME}, message}
}

/** `dmesg --json`: a field a line; the time stands on the line above the message. */
export default defineEnvelope({
  id: 'dmesg-json',
  title: 'dmesg --json',
  samples: ['         "time":    74.776606,', '         "msg": "mce: [Hardware Error]: Machine check events logged"'],
  order: 13,
  first: /[\s"]/,
  peel: line => (line.includes('"') ? peel(line) : undefined),
})
