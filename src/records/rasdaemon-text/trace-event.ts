import type {LogLine, LogTime} from '../../logs/log-line.js'
import {readWrittenStamp} from '../written-time.js'

/** A line of trace text: the event's name, what was printed behind it, and when it happened as far as the line tells. */
export interface TraceEvent {
  readonly event: string
  readonly body: string
  /** True when the daemon printed it: its words and units differ from the kernel's. */
  readonly daemon: boolean
  readonly time?: LogTime
}

//    kworker/0:1-17    [000]   312.100200: mc_event:  1 Corrected error: …             (trace-cmd, ftrace)
//    kworker/3:2 99 [003]   314.100200: ras:extlog_mem_event: {3} …                     (perf)
//    <...>-28    [002]     0.000009: mce_record:     2026-05-12 22:42:48 +0000 bank=7 … (rasdaemon)
const EVENT =
  /(?:^|[\s:])(mc_event|mce_record|extlog_mem_event|arm_event|non_standard_event|aer_event|memory_failure_event|cxl_[a-z_]{3,30}): +(\S.*)$/s

/** A level word, and the daemon's own stamp. */
const DAEMON = /^(?:[<[]?\w{1,10}[>\]]?:? +)?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4})(?:\([^)]*\))? *(.*)$/s

const UPTIME = /(?:^|\s)(\d{1,9}\.\d{3,9}): *(?:\w+:)?$/

/** The tracing clock counts from the boot; the daemon prints it in a unit of its own, but its stamp beside it. */
function clockOf(line: LogLine, before: string): LogTime | undefined {
  const seconds = UPTIME.exec(before)?.[1]
  if (seconds === undefined || line.envelope.time.basis !== 'none') return undefined
  return {basis: 'monotonic', uptimeSeconds: Number(seconds)}
}

/** The trace event a line holds; undefined when it names none. */
export function readTraceEvent(line: LogLine, text: string = line.text): TraceEvent | undefined {
  const match = EVENT.exec(text)
  if (match === null) return undefined
  const [, event = '', rest = ''] = match
  const [, stamp, said] = DAEMON.exec(rest) ?? []
  if (stamp !== undefined && said !== undefined) {
    const time = readWrittenStamp(stamp.replace(/\.\d+(?= )/, ''), 'unknown')
    return {event, body: said.trim(), daemon: true, ...(time === undefined ? {} : {time})}
  }
  const time = clockOf(line, text.slice(0, match.index + match[0].indexOf(event)))
  return {event, body: rest.trim(), daemon: false, ...(time === undefined ? {} : {time})}
}
