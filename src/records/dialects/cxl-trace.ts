import type {LogLine} from '../../logs/log-line.js'
import {wholeWords} from '../cut-word.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {readCxlRow} from '../rasdaemon-text/cxl-row.js'
import {tellRow} from '../rasdaemon-text/table-row.js'
import {readTraceEvent} from '../rasdaemon-text/trace-event.js'

// drivers/cxl/core/trace.h:
//   cxl_dram: memdev=mem0 host=0000:0f:00.0 serial=3 log=Fatal : time=… descriptor='UNCORRECTABLE_EVENT|THRESHOLD_EVENT' … dpa=18680 … channel=3 rank=17 … hpa=…
// also with numbers instead of names, wrapped by a screen or mail, with a backslash at each line's end; rasdaemon's print:
//   cxl_dram: 2026-05-12 22:42:48 +0000 memdev:mem0 host:0000:0f:00.0 serial:0x3 log type:Fatal … descriptor:'UNCORRECTABLE EVENT' …

const ID = 'cxl-trace'
const KEY = 'event'

/** An event as far as its lines were read; told when a line comes that does not go on with it. */
interface Frame {
  readonly lines: readonly LogLine[]
  readonly text: string
}

/** Lines one event may be wrapped over. */
const MOST_LINES = 24

/** Physical lines between two of one event: every line of the host is looked at, lines of other hosts stand between. */
const NEAR_LINES = 8

const bare = (line: LogLine): string => wholeWords(line, line.text.trim()).text.replace(/\\$/, '').trim()

/** A piece of an event: it begins with a name and its value, or with bytes of a dump. */
const GOES_ON = /^(?:[a-z_]+ ?[=:]|(?:[0-9a-f]{2} ){2,}|'|:)/i

function goesOn({lines}: Frame, line: LogLine, text: string): boolean {
  const last = lines.at(-1)
  if (last === undefined || lines.length >= MOST_LINES) return false
  const isNext = line.position.line - last.position.line <= NEAR_LINES
  return isNext && (/\\\s*$/.test(last.text) || (line.envelope.time.basis === 'none' && GOES_ON.test(text)))
}

function tell({lines, text}: Frame): DialectOutput {
  const [first] = lines
  const trace = first === undefined ? undefined : readTraceEvent(first, text)
  const row = trace === undefined ? undefined : readCxlRow(trace.body, trace.event)
  if (row === undefined || trace === undefined) return {}
  return tellRow({...row, time: trace.time}, lines, ID)
}

const opensEvent = (line: LogLine, text: string): boolean => {
  const trace = readTraceEvent(line, text)
  return trace?.event.startsWith('cxl_') === true && /^memdev[=:]\s?\w/.test(trace.body)
}

/** Events of CXL memory devices: their media, their list of poison, their links. */
export default defineDialect<Frame>({
  id: ID,
  title: 'CXL trace events',
  literals: [
    'cxl_dram: ',
    'cxl_general_media: ',
    'cxl_poison: ',
    'cxl_memory_module: ',
    'cxl_generic_event: ',
    'cxl_overflow: ',
    'cxl_memory_sparing: ',
    'cxl_aer_uncorrectable_error: ',
    'cxl_aer_correctable_error: ',
    'descriptor=',
    'nibble_mask=',
    ' hpa=',
  ],
  samples: [
    "cxl_dram: memdev=mem0 host=0000:0f:00.0 serial=3 log=Fatal : time=76068483335 uuid=601dcbb3-9c06-4eab-b8af-4e9bfb5c9624 len=128 flags='0x1' handle=1 related_handle=0 maint_op_class=1 : dpa=18680 dpa_flags='' descriptor='UNCORRECTABLE_EVENT' type='0x3' channel=3 rank=17 row=2 column=77 hpa=ffffffffffffffff region=",
    'cxl_poison: memdev=mem1 host=0000:35:00.0 serial=0 trace_type=List region= region_uuid=00000000-0000-0000-0000-000000000000 hpa=0xffffffffffffffff dpa=0x1000 dpa_length=0x40 source=Internal flags= overflow_time=0',
  ],
  read(line, open) {
    const text = bare(line)
    const frame = open.read(KEY)
    if (frame !== undefined && !opensEvent(line, text) && goesOn(frame, line, text)) {
      open.write(KEY, {lines: [...frame.lines, line], text: `${frame.text} ${text}`})
      return {}
    }
    const before = frame === undefined ? undefined : tell(frame)
    if (opensEvent(line, text)) open.write(KEY, {lines: [line], text})
    else if (frame !== undefined) open.drop(KEY)
    else return undefined
    return before ?? {}
  },
  close: tell,
})
