import type {LogLine} from '../../logs/log-line.js'
import {defineDialect} from '../define-dialect.js'
import {locationNamedIn} from '../dimm-name.js'
import {quoteLines} from '../evidence-line.js'
import type {DramLocation, ReportedError} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {present} from '../present.js'
import {readWrittenStamp} from '../written-time.js'

// 11 E 01/01/2016; 01:00:59 0x806f010c2008ffff Uncorrectable error detected for "Memory Device 8" on Subsystem "System Memory"
// [S.51003] An uncorrectable memory error was detected in DIMM slot 8 on rank 1.
// FQXSFMA0002M: An uncorrectable memory error has been detected on DIMM 8 at address 0x1fa3c5f40.

const ID = 'lenovo-imm'

interface Row {
  readonly pattern: RegExp
  readonly severity: ReportedError['severity']
}

/** Events about memory of IMM, XCC and their UEFI (Lenovo's message references; IBM RETAIN tips H212293 and H204935). */
const ROWS: readonly Row[] = [
  {
    pattern: /\bAn uncorrectable (?:memory )?error (?:was|has been) detected (?:in|on|for|during)\b/i,
    severity: 'uncorrected',
  },
  {pattern: /\bUncorrectable error detected for\b.{1,80}\bon subsystem\b/i, severity: 'uncorrected'},
  {pattern: /\b(?:The )?.{0,12}PFA Threshold limit .{0,60}has been exceeded on DIMM\b/i, severity: 'corrected'},
  {pattern: /\bMemory Logging Limit Reached for\b.{1,80}\bon subsystem\b/i, severity: 'corrected'},
  {pattern: /\bScrub Failure for\b.{1,80}\bon subsystem\b/i, severity: 'unknown'},
]

/** Events that tell of memory by number, beside text in any language: sensor type 0x0c, offset in the third byte. */
const CODE = /\b0x806f0([0-9a-f])0c[0-9a-f]{8}\b/i
const SEVERITY_OF_OFFSET: Readonly<Record<string, ReportedError['severity']>> = {
  '1': 'uncorrected',
  '3': 'unknown',
  '5': 'corrected',
}

/** What tells that an event is of these controllers, whatever its words: other makers word theirs alike. */
const OF_IMM =
  /\[[SWI]\.\d{5}\]|\bFQXS[FP]MA\d{4}[A-Z]\b|\b0x806f0[0-9a-f]0c[0-9a-f]{8}\b|\bon subsystem "?System Memory/i
/** A message reference: it has a placeholder where an event has a number. */
const PLACEHOLDER = /\[(?:arg)?\d\]|\b(?:slot|rank|number|channel|processor|address) percent\b|<[A-Za-z]|%\d/i
/** Events that take back what they told. */
const OVER = /\b(?:Deasserted|has recovered|removed for|recovery detected)\b/i

const NUMBERED = /\b(?:Memory Device|DIMM(?: slot| number)?) ?#?(\d{1,3})\b/i
const RANK = /\bon rank (\d{1,2})\b/i
const CHANNEL = /\bprocessor (\d{1,2}) channel (\d{1,2})\b/i
const ADDRESS = /\bat address (?:0x)?([0-9a-f]{4,16})\b/i
const STAMP = /\b(\d{1,2}\/\d{1,2}\/\d{4});? (\d{1,2}:\d{2}:\d{2})/

function placeIn(text: string): DramLocation | undefined {
  const [number, rank] = [NUMBERED.exec(text)?.[1], RANK.exec(text)?.[1]]
  const [, socket, channel] = CHANNEL.exec(text) ?? []
  const place = {
    ...(number === undefined ? (locationNamedIn(text) ?? {}) : {label: `DIMM ${number}`}),
    ...present({
      rank: rank === undefined ? undefined : Number(rank),
      socket: socket === undefined ? undefined : Number(socket),
      channel: channel === undefined ? undefined : Number(channel),
    }),
  }
  return Object.keys(place).length === 0 ? undefined : place
}

function severityIn(text: string): ReportedError['severity'] | undefined {
  if (!OF_IMM.test(text) || OVER.test(text) || PLACEHOLDER.test(text)) return undefined
  const row = ROWS.find(({pattern}) => pattern.test(text))
  return row?.severity ?? SEVERITY_OF_OFFSET[CODE.exec(text)?.[1]?.toLowerCase() ?? '']
}

function toRecord(line: LogLine, text: string, severity: ReportedError['severity']): ReportedError {
  const location = placeIn(text)
  const address = readHex(ADDRESS.exec(text)?.[1] ?? '')
  const [, day, clock] = STAMP.exec(text) ?? []
  const written =
    line.envelope.time.basis === 'none' && day !== undefined
      ? readWrittenStamp(`${day} ${clock}`, 'unknown')
      : undefined
  return {
    kind: 'reported',
    dialect: ID,
    envelope: written === undefined ? line.envelope : {...line.envelope, time: written},
    evidence: quoteLines(line),
    reporter: 'management-controller',
    severity,
    unit: 'dram',
    message: text.slice(0, 200),
    ...present({location, address}),
  }
}

/** What Lenovo's and IBM's management controllers (IMM, XCC) log of memory. */
export default defineDialect({
  id: ID,
  title: 'Lenovo and IBM management controllers (IMM, XCC): memory events',
  literals: [
    'ncorrectable',
    'PFA Threshold',
    'emory Logging Limit',
    'emory logging limit',
    'crub Failure for',
    '0x806f0',
    '0x806F0',
  ],
  samples: [
    '11 E 01/01/2016; 01:00:59 0x806f010c2008ffff Uncorrectable error detected for "Memory Device 8" on Subsystem "System Memory"',
    '[S.51003] An uncorrectable memory error was detected in DIMM slot 8 on rank 1.',
    'FQXSFMA0002M: An uncorrectable memory error has been detected on DIMM 8 at address 0x1fa3c5f40.',
    'FQXSPMA0011G: Memory Logging Limit Reached for DIMM 3 on Subsystem System Memory.',
  ],
  read(line) {
    const text = line.text.trim()
    const severity = severityIn(text)
    return severity === undefined ? undefined : {records: [toRecord(line, text, severity)]}
  },
})
