import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLine, sortEvidence} from '../evidence-line.js'
import type {ReportedError} from '../hardware-error-record.js'
import {present} from '../rasdaemon-rows/database-row.js'

// drivers/cxl/core/trace.h:
//   cxl_dram: memdev=mem0 host=0000:0f:00.0 serial=3 log=Fatal : time=… descriptor='UNCORRECTABLE_EVENT|THRESHOLD_EVENT' … dpa=18680 … channel=3 rank=17 … hpa=…
// also with numbers instead of names, and wrapped with a backslash at each line's end.

const ID = 'cxl-trace'
const KEY = 'event'
const HEAD = /\bcxl_(dram|general_media|poison|memory_module|generic_event)(?:_event)?: +memdev=/

interface Frame {
  readonly lines: readonly LogLine[]
  readonly text: string
}

/** An address that means none. */
const NO_ADDRESS = (1n << 64n) - 1n
/** The low six bits of a device address are flags (CXL 3.1, 8.2.9.2.1.1). */
const DPA_MASK = ~0x3fn & NO_ADDRESS

function numbersIn(text: string) {
  const field = (name: string): string | undefined =>
    new RegExp(`\\b${name}=(?:'([^']*)'|(\\S+))`)
      .exec(text)
      ?.slice(1)
      .find(found => found !== undefined)
  const hex = (name: string): bigint | undefined => {
    const found = field(name)
    return found !== undefined && /^(?:0x)?[0-9a-f]{1,16}$/i.test(found)
      ? BigInt(`0x${found.replace(/^0x/, '')}`)
      : undefined
  }
  const decimal = (name: string): number | undefined => {
    const found = field(name)
    return found !== undefined && /^\d{1,9}$/.test(found) ? Number(found) : undefined
  }
  return {field, hex, decimal}
}

/** Bit 0 of the descriptor: an uncorrectable event (CXL 3.1, table 8-45). */
function isUncorrectable(descriptor: string | undefined): boolean | undefined {
  if (descriptor === undefined) return undefined
  if (/^(?:0x)?[0-9a-f]+$/i.test(descriptor)) return (Number.parseInt(descriptor.replace(/^0x/, ''), 16) & 1) === 1
  return /UNCORRECTABLE/i.test(descriptor)
}

function severityOf(kind: string, text: string): ReportedError['severity'] {
  const {field} = numbersIn(text)
  const uncorrectable = isUncorrectable(field('descriptor'))
  if (kind === 'poison') return 'uncorrected'
  if (kind === 'memory_module' || kind === 'generic_event') return 'informational'
  if (uncorrectable === undefined) return 'unknown'
  return uncorrectable ? 'uncorrected' : 'corrected'
}

function tell({lines, text}: Frame): DialectOutput {
  const [first] = lines
  const kind = HEAD.exec(text)?.[1]
  if (first === undefined || kind === undefined) return {}
  const {field, hex, decimal} = numbersIn(text)
  const hpa = hex('hpa')
  const hasHpa = hpa !== undefined && hpa !== NO_ADDRESS && hpa !== 0n
  const dpa = hex('dpa')
  const location = present({
    label: field('memdev'),
    channel: decimal('channel'),
    rank: decimal('rank'),
    bankGroup: decimal('bank_group'),
    bank: decimal('bank'),
    row: decimal('row'),
    column: decimal('column'),
  })
  const address = hasHpa ? hpa : dpa === undefined ? undefined : dpa & DPA_MASK
  const record: ReportedError = {
    kind: 'reported',
    dialect: ID,
    envelope: first.envelope,
    evidence: sortEvidence(lines.map(quoteLine)),
    reporter: 'operating-system',
    severity: severityOf(kind, text),
    unit: 'cxl',
    message: `CXL ${kind.replace('_', ' ')} event of ${field('memdev') ?? 'a device'}${hasHpa ? '' : '; the address is the device’s own'}`,
    location,
    ...(address === undefined ? {} : {address, addressKind: hasHpa ? 'system' : 'device'}),
    fields: present({log: field('log'), descriptor: field('descriptor'), host: field('host'), region: field('region')}),
  }
  return {records: [record]}
}

/** Lines one event may be wrapped over. */
const MOST_LINES = 24

export default defineDialect<Frame>({
  id: ID,
  title: 'CXL trace events',
  literals: [
    'cxl_dram: ',
    'cxl_general_media: ',
    'cxl_poison: ',
    'cxl_memory_module: ',
    'cxl_generic_event: ',
    'descriptor=',
    'nibble_mask=',
    ' hpa=',
  ],
  samples: [
    "cxl_dram: memdev=mem0 host=0000:0f:00.0 serial=3 log=Fatal : time=76068483335 uuid=601dcbb3-9c06-4eab-b8af-4e9bfb5c9624 len=128 flags='0x1' handle=1 related_handle=0 maint_op_class=1 : dpa=18680 dpa_flags='' descriptor='UNCORRECTABLE_EVENT' type='0x3' channel=3 rank=17 row=2 column=77 hpa=ffffffffffffffff region=",
  ],
  read(line, open) {
    const text = line.text.replace(/\\$/, '').trim()
    const frame = open.read(KEY)
    if (HEAD.test(text)) {
      const next = {lines: [line], text}
      const wrapped = line.text.trimEnd().endsWith('\\')
      if (wrapped) open.write(KEY, next)
      else open.drop(KEY)
      const before = frame === undefined ? {} : tell(frame)
      return wrapped ? before : {records: [...(before.records ?? []), ...(tell(next).records ?? [])]}
    }
    if (frame === undefined || frame.lines.length >= MOST_LINES) return undefined
    const next = {lines: [...frame.lines, line], text: `${frame.text} ${text}`}
    if (line.text.trimEnd().endsWith('\\')) {
      open.write(KEY, next)
      return {}
    }
    open.drop(KEY)
    return tell(next)
  },
  close: frame => tell(frame),
})
