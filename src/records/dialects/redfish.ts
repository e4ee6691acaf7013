import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import {readJsonTokens} from '../json-tokens.js'
import type {PlatformFact} from '../platform-fact.js'
import {readRedfishEntry} from '../redfish/redfish-entry.js'
import {readRedfishFacts} from '../redfish/redfish-facts.js'
import {closeAll, type RedfishFrame, type RedfishObject, stepObjects} from '../redfish/redfish-objects.js'

// {"@odata.type": "#LogEntry.v1_9_0.LogEntry", "Id": "17", "Created": "2023-02-03T11:12:13Z", "EntryType": "SEL",
//  "Severity": "Critical", "SensorType": "Memory", "Message": "Uncorrectable ECC error on DIMM_A1"}

const ID = 'redfish'
const KEY = 'document'

const tell = (object: RedfishObject): DialectOutput => {
  const [line] = object.lines
  if (!line) return {}
  const entry = readRedfishEntry(object, ID)
  const bodies = [...(entry?.fact ? [entry.fact] : []), ...readRedfishFacts(object)]
  const evidence = object.lines.flatMap(quoteLines)
  const facts: PlatformFact[] = bodies.map(body => ({dialect: ID, envelope: line.envelope, evidence, ...body}))
  return {records: entry?.record ? [entry.record] : [], facts}
}

const tellAll = (objects: readonly RedfishObject[]): DialectOutput => {
  const outputs = objects.map(tell)
  return {
    records: outputs.flatMap(output => output.records ?? []),
    facts: outputs.flatMap(output => output.facts ?? []),
  }
}

/** JSON of other programs has braces and keys too: a document begins with an object that is Redfish's. */
const OPENING = /^\s*\{|"@odata\.|"MemorySummary"|"MessageId"\s*:/

const readLine = (line: LogLine, open: OpenFrames<RedfishFrame>): DialectOutput | undefined => {
  const standing = open.read(KEY)
  if (!standing && !OPENING.test(line.text)) return undefined
  const lost = line.afterGap && standing ? closeAll(standing.stack) : []
  const {tokens, rest} = readJsonTokens(line, standing?.rest)
  let stack = lost.length > 0 ? [] : (standing?.stack ?? [])
  const closed: RedfishObject[] = [...lost]
  for (const token of tokens) {
    const step = stepObjects(stack, line, token)
    stack = [...step.stack]
    closed.push(...step.closed)
  }
  open.drop(KEY)
  if (stack.length > 0 || rest) open.write(KEY, rest ? {stack, rest} : {stack})
  const told = tellAll(closed)
  const claims = /"@odata\./.test(line.text) || (told.records?.length ?? 0) + (told.facts?.length ?? 0) > 0
  return claims ? told : undefined
}

/** Redfish resources as JSON, one line or many: log entries about memory, modules, counters, capabilities, settings. */
export default defineDialect<RedfishFrame>({
  id: ID,
  title: 'Redfish JSON',
  literals: [
    '"@odata.',
    '"MessageId"',
    '"EntryType"',
    '"Member"',
    '"SensorType"',
    '"MemorySummary"',
    '"MemoryMirroring"',
    '"DeviceLocator"',
    '"DimmDeviceLocator"',
    'ECCErrorCount"',
    '"LifeTime"',
    '"CurrentPeriod"',
    '"Attributes"',
    'irror',
    'MemOpMode',
    'AmpMode',
    'ADDDC',
  ],
  samples: [
    '{"@odata.type": "#LogEntry.v1_9_0.LogEntry", "Id": "17", "Created": "2023-02-03T11:12:13Z", "EntryType": "SEL", "Severity": "Critical", "SensorType": "Memory", "Message": "Uncorrectable ECC error on DIMM_A1"}',
    '"@odata.id": "/redfish/v1/Systems/1/Memory/DIMM1/MemoryMetrics",',
  ],
  read: readLine,
  close: frame => tellAll(closeAll(frame.stack)),
})
