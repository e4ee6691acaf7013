import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {ReportedError} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'

// Sep 11 15:12:08.7007 ereport.cpu.amd.nb.mem_ce
// Sep 11 2009 15:12:08.700712345 ereport.cpu.intel.quickpath.mem_ue
// nvlist version: 0
//         class = ereport.cpu.intel.quickpath.mem_ue
//         bank-status = 0xbe0000000001009f
//         addr = 0x12345c0

const ID = 'fault-manager-reports'
const KEY = 'report'

/** Classes of a processor's or memory controller's reports of memory errors (illumos, generic_cpu and intel_nhm). */
const CLASS = /^(ereport\.cpu\.(?:[\w-]+\.){1,4}(?:mem|ext_mem|scrub)\w*?_(ce|ue)\b\S*)/

/** A pair of the list that `fmdump -eV` prints below. */
const PAIR = /^\s+(?:class|addr|addr-valid|bank-status|bank-number|bank-misc|syndrome|ip|privileged) = (\S+)\s*$/

/** Lines of such a list. */
const MOST_LINES = 120

interface Frame {
  readonly name: string
  readonly severity: ReportedError['severity']
  readonly fields: Readonly<Record<string, string>>
  readonly lines: readonly LogLine[]
  readonly seen: number
}

const close = ({name, severity, fields, lines}: Frame): DialectOutput => {
  const [first] = lines
  if (first === undefined) return {}
  const address = fields['addr-valid'] === '0' ? undefined : readHex(fields.addr ?? '')
  const record: ReportedError = {
    kind: 'reported',
    dialect: ID,
    envelope: first.envelope,
    evidence: lines.flatMap(quoteLines),
    reporter: 'operating-system',
    severity,
    unit: 'dram',
    message: name,
    ...(address === undefined || address === 0n ? {} : {address}),
    ...(Object.keys(fields).length === 0 ? {} : {fields}),
  }
  return {records: [record]}
}

const take = (open: OpenFrames<Frame>): DialectOutput => {
  const frame = open.read(KEY)
  open.drop(KEY)
  return frame === undefined ? {} : close(frame)
}

/** The frame with a line of its list; undefined when the line is none. */
const goOn = (frame: Frame, line: LogLine): Frame | undefined => {
  if (frame.seen >= MOST_LINES || !/^(?:nvlist |\s+\S|\s*$)/.test(line.text)) return undefined
  const [pair, value = ''] = PAIR.exec(line.text) ?? []
  const key = pair?.trim().split(' ')[0] ?? ''
  if (key === '' || key === 'class' || frame.fields[key] !== undefined) return {...frame, seen: frame.seen + 1}
  return {
    ...frame,
    fields: {...frame.fields, [key]: value},
    lines: [...frame.lines, line],
    seen: frame.seen + 1,
  }
}

const readLine = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const [, name, grade] = CLASS.exec(line.text) ?? []
  if (name !== undefined) {
    const before = take(open)
    const severity = grade === 'ue' ? 'uncorrected' : 'corrected'
    open.write(KEY, {name, severity, fields: {}, lines: [line], seen: 0})
    return before
  }
  const frame = open.read(KEY)
  if (frame === undefined) return undefined
  const next = goOn(frame, line)
  if (next === undefined) return take(open)
  open.write(KEY, next)
  return {}
}

/** Error reports of the fault manager of Solaris and illumos: `fmdump -e`, `fmdump -eV`. */
export default defineDialect<Frame>({
  id: ID,
  title: 'error reports of Solaris and illumos (fmdump -e)',
  literals: ['ereport.cpu.', 'bank-status = 0x', 'addr-valid = '],
  samples: ['ereport.cpu.amd.nb.mem_ce', 'ereport.cpu.intel.quickpath.mem_ue'],
  read: readLine,
  close,
})
