import type {LogLine} from '../../logs/log-line.js'
import {wholeWords} from '../cut-word.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {CperRecord} from '../hardware-error-record.js'
import {readEventRow} from '../rasdaemon-text/event-row.js'
import {tellRow} from '../rasdaemon-text/table-row.js'
import {readTraceEvent} from '../rasdaemon-text/trace-event.js'
import {isVendorHeading, isVendorLine, readVendorLines} from '../rasdaemon-text/vendor-lines.js'

// Trace events of include/ras/ras_event.h as trace-cmd, perf, ftrace and rasdaemon print them:
//   mc_event: 1 Corrected error: memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (mc:1 location:0:0:-1 address:0x1c6e4a6080 grain:32 syndrome:0x0 err_code:0080:0090 …)
//   extlog_mem_event: {3} corrected error: single-bit ECC physical addr: 00000003eb1f7c80 (mask lsb: c) … FRU: 00000000-… DIMM_A1

const ID = 'ras-trace'

const KEY = 'section'

/** A section of a maker's own, whose decoder may print more below; what it said so far. */
interface Frame {
  readonly section: CperRecord
  readonly said: readonly string[]
  readonly lines: readonly LogLine[]
}

/** Lines below the event and its headings that are read wherever a log holds nothing else of note: head, registers. */
const MOST_LINES = 4

const closeFrame = ({section, said, lines}: Frame): DialectOutput => {
  const found = readVendorLines(said.join('\n'))
  const fields = {...section.fields, ...found.fields}
  const whole = {...found, ...section, evidence: lines.flatMap(quoteLines)}
  return {records: [Object.keys(fields).length === 0 ? section : {...whole, fields}]}
}

const readEvent = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const {text, notices} = wholeWords(line, line.text)
  const event = readTraceEvent(line, text)
  const row = event === undefined ? undefined : readEventRow(event)
  if (event === undefined || row === undefined) return undefined
  const told = tellRow(row, [line], ID)
  const section = told.records?.[0]
  if (!event.daemon || section?.kind !== 'cper' || section.sectionType !== 'unknown') return {...told, notices}
  const said = /\blength: \d+ ?(.*)$/.exec(text)?.[1] ?? ''
  open.write(KEY, {section, said: [said], lines: [line]})
  return {notices}
}

const readLine = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const frame = open.read(KEY)
  if (frame && frame.said.length <= MOST_LINES && !line.afterGap && isVendorLine(line.text)) {
    const said = isVendorHeading(line.text) ? frame.said : [...frame.said, line.text]
    open.write(KEY, {...frame, said, lines: [...frame.lines, line]})
    return {}
  }
  open.drop(KEY)
  const before = frame && closeFrame(frame)
  const next = readEvent(line, open)
  return before ? {records: [...(before.records ?? []), ...(next?.records ?? [])], notices: next?.notices ?? []} : next
}

/** Memory controller, firmware and processor events; machine checks and CXL have vocabularies of their own. */
export default defineDialect<Frame>({
  id: ID,
  title: 'ras trace events: memory controller, firmware, processor, PCI Express',
  literals: [
    'mc_event: ',
    'extlog_mem_event: ',
    'arm_event: ',
    'non_standard_event: ',
    'aer_event: ',
    'memory_failure_event: ',
  ],
  samples: [
    'mc_event: 1 Corrected error: memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (mc:1 location:0:0:-1 address:0x1c6e4a6080 grain:32 syndrome:0x00000000 err_code:0080:0090 socket:0 imc:1 rank:0 bg:2 ba:1 row:8d49 col:210)',
    'extlog_mem_event: {3} corrected error: single-bit ECC physical addr: 00000003eb1f7c80 (mask lsb: c) node:0 card:2 module:0 FRU: 00000000-0000-0000-0000-000000000000 DIMM_A1',
    'arm_event: affinity level: 2; MPIDR: 0000000081010000; MIDR: 00000000481fd010; running state: 1; PSCI state: 0',
    'non_standard_event: severity: 2; sec type:5e4706c3-1a8b-4b2c-9d3e-7f6a5b4c3d2e; FRU: 00000000-0000-0000-0000-000000000000 ; data len:4; raw data:01 02 03 04',
    'aer_event: 0000:3b:00.0 PCIe Bus Error: severity=Corrected, Receiver Error, TLP Header=Not available',
    '<...>-12 [001] 0.000124: memory_failure_event: 2026-05-12 22:42:48 +0000 pfn=0x1fa3c5 page_type=dirty LRU page action_result=Recovered',
  ],
  read: readLine,
  endsInSilence: true,
  close: closeFrame,
})
