import {defineEnvelope} from '../define-envelope.js'
import {collectedTime, hostFor} from '../json-message.js'

const ID = 'logfmt'

/** `key=value` and `key="quoted value"`, a backslash before what would end it. */
const PAIR = /([A-Za-z@_][\w.@-]{0,40})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?:\s+|$)/y

const MESSAGE_KEYS = ['msg', 'message', 'log', 'line', 'MESSAGE']
const TIME_KEYS = ['time', 'ts', 'timestamp', '@timestamp', 't']
const HOST_KEYS = ['host', 'hostname', 'node', 'instance']

const MOST_PAIRS = 40

const bareText = (quoted: string): string =>
  quoted.replace(/\\(.)/g, (_all, one: string) => (one === 'n' ? '\n' : one === 't' ? '\t' : one))

interface Pairs {
  readonly values: ReadonlyMap<string, string>
  /** Keys whose value was quoted. */
  readonly quoted: ReadonlySet<string>
}

/** The pairs of a line that holds nothing else. */
const pairsOf = (line: string): Pairs | undefined => {
  const values = new Map<string, string>()
  const quoted = new Set<string>()
  PAIR.lastIndex = 0
  while (PAIR.lastIndex < line.length && values.size < MOST_PAIRS) {
    const [all, key = '', inQuotes, bare = ''] = PAIR.exec(line) ?? []
    if (all === undefined) return undefined
    values.set(key, inQuotes === undefined ? bare : bareText(inQuotes))
    if (inQuotes !== undefined) quoted.add(key)
  }
  return PAIR.lastIndex >= line.length ? {values, quoted} : undefined
}

/** Pairs of key and value a line, the message among them: programs in Go, Loki, Grafana agents. */
export default defineEnvelope({
  id: ID,
  title: 'logfmt: key=value pairs with the message in quotes',
  samples: [
    'time="2026-11-23T04:12:09Z" level=error host=db7 msg="mce: [Hardware Error]: Machine check events logged"',
    'ts=2026-11-23T04:12:09.123Z caller=kmsg.go:77 level=warn msg="EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0"',
  ],
  order: 16,
  first: /[\sA-Za-z@_]/,
  peel(line) {
    if (!line.includes('="')) return undefined
    const pairs = pairsOf(line.trim())
    const key = MESSAGE_KEYS.find(name => pairs?.quoted.has(name))
    const message = key === undefined ? undefined : pairs?.values.get(key)?.trimEnd()
    if (!pairs || pairs.values.size < 2 || message === undefined) return undefined
    const firstOf = (keys: readonly string[]): string | undefined =>
      keys.map(name => pairs.values.get(name)).find(value => value !== undefined)
    const envelope = {id: ID, time: collectedTime(firstOf(TIME_KEYS)), ...hostFor(message, firstOf(HOST_KEYS))}
    return {envelope, message}
  },
})
