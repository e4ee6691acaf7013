import {CPER_SEVERITIES, MEMORY_TYPES, numberOf} from './query-row.js'
import {integerIn, registerIn, type TableRow} from './table-row.js'
import type {TraceEvent} from './trace-event.js'

type EventReader = (event: TraceEvent) => TableRow | undefined

//   1 Corrected error: memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (mc:1 location:0:0:-1 address:0x1c6e4a6080 grain:32 syndrome:0x00000000 err_code:0080:0090 …)
//   1 Corrected error: memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (mc: 1 location: 0:0 address: 0x1c6e4a6080 grain: 5 err_code:0080:0090 …)
const MEMORY =
  /^(\d{1,9}) (Corrected|Uncorrected|Deferred|Fatal|Info) errors?:(.*?)(?:^| )on (.*?) \(mc: ?(\d{1,4})(?: location: ?(-?\d+)(?::(-?\d+))?(?::(-?\d+))?)?(?: address: ?(0x[0-9a-f]+))?(?: grain: ?(-?\d+))?(?: syndrome: ?(0x[0-9a-f]+))?(.*?)\)?$/

/** The kernel prints the granularity in bytes, the daemon the number of bits. */
function grainBits(printed: string | undefined, daemon: boolean): number | undefined {
  const grain = integerIn(printed)
  if (grain === undefined || grain <= 0) return undefined
  const bits = Math.log2(grain)
  if (daemon) return grain
  return Number.isInteger(bits) ? bits : undefined
}

const readMemory: EventReader = ({body, daemon}) => {
  const match = MEMORY.exec(body)
  if (match === null) return undefined
  const [, count, type, message, label, mc, top, middle, low, address, grain, syndrome, detail] = match
  return {
    table: 'mc_event',
    row: {
      err_count: integerIn(count),
      err_type: type,
      err_msg: message,
      label,
      mc: integerIn(mc),
      top_layer: integerIn(top),
      middle_layer: integerIn(middle),
      lower_layer: integerIn(low),
      address: registerIn(address),
      grain: grainBits(grain, daemon),
      syndrome: registerIn(syndrome),
      driver_detail: detail?.trim(),
    },
  }
}

//   {3} recoverable error: multi-bit ECC physical addr: 00000003eb1f7c80 (mask lsb: c) node:0 card:2 module:0 FRU: 00000000-… DIMM_A1
//   {3} recoverable error: multi-bit ECC physical addr: 0x3eb1f7c80 mask: 0xc node:0 card:2 module:0 DIMM_A1 00000000-…
const EXTLOG =
  /^\{(\d+)\} (\w+) error: (.+?) physical addr: ((?:0x)?[0-9a-f]{1,16})(?: \(mask lsb: ([0-9a-f]{1,2})\)| mask: (?:0x)?([0-9a-f]{1,16}))?(.*)$/i

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

const readExtlog: EventReader = ({body}) => {
  const match = EXTLOG.exec(body)
  if (match === null) return undefined
  const [, , severity, type, address, lsb, mask, rest = ''] = match
  const id = GUID.exec(rest)?.[0]
  const text = rest.replace(/\bFRU: /, '').replace(id ?? '', '')
  return {
    table: 'extlog_event',
    row: {
      etype: numberOf(MEMORY_TYPES, type),
      severity: numberOf(CPER_SEVERITIES, severity),
      address: registerIn(address),
      mask_lsb: integerIn(lsb ?? mask, 16),
      fru_id: id,
      fru_text: text
        .replace(/(?:^|\s)\w+: ?-?(?:0x)?[0-9a-f]+(?=\s|$)/gi, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    },
  }
}

const field = (text: string, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const found = new RegExp(`\\b${name} ?[:=] ?(0x[0-9a-f]+|-?[0-9a-f]+)`, 'i').exec(text)?.[1]
    if (found !== undefined) return found
  }
  return undefined
}

//   affinity level: 2; MPIDR: 0000000081010000; MIDR: 00000000481fd010; running state: 1; PSCI state: 0
const readArm: EventReader = ({body}) => {
  const mpidr = field(body, 'MPIDR')
  if (mpidr === undefined) return undefined
  const severity = integerIn(/\bsev: ?(\d)/.exec(body)?.[1])
  return {
    table: 'arm_event',
    row: {
      error_count: integerIn(field(body, 'error_count', 'error')),
      affinity: integerIn(field(body, 'affinity level', 'affinity')),
      mpidr: registerIn(mpidr),
      running_state: integerIn(field(body, 'running state', 'running_state')),
      psci_state: integerIn(field(body, 'PSCI state', 'psci_state')),
      phy_fault_addr: registerIn(field(body, 'phy_fault_addr', 'physical fault address')),
      error_type: /\berror_type: ([a-z][\w -]*)/i.exec(body)?.[1],
      severity: severity === undefined ? /\bseverity: ?(\w+)/.exec(body)?.[1] : CPER_SEVERITIES[severity],
    },
  }
}

interface Fru {
  readonly id?: string | undefined
  readonly text?: string | undefined
}

const fruIn = (body: string): Fru => {
  const [, id, text] = /\bFRU: ?([0-9a-f-]{36}) ?([^;]*)/.exec(body) ?? []
  if (id !== undefined) return {id, text}
  const [, words, guid] = /\bfru text: ?(.*?) ?fru id: ?([0-9a-f-]{36})/.exec(body) ?? []
  return {id: guid, text: words}
}

/** The daemon names Ampere's section type in words. */
const AMPERE = 'e8ed898d-df16-43cc-8ecc-54f060ef157f'

const sectionGuidIn = (body: string): string | undefined => {
  const type = /\bsec(?:tion)?[ _]type: ?([0-9a-f-]{36}|Ampere Specific Error)/i.exec(body)?.[1]
  return type?.startsWith('Ampere') ? AMPERE : type
}

//   severity: 2; sec type:5e4706c3-…; FRU: 00000000-… DIMM_A1; data len:8; raw data:01 02 03 04
//   Corrected section type: c8b328a8-… fru text: DIMM_A1 fru id: 00000000-…  length: 92
const readOtherSection: EventReader = ({body}) => {
  const type = sectionGuidIn(body)
  if (type === undefined) return undefined
  const severity = /\bseverity: ?(\w+)/i.exec(body)?.[1] ?? /^(\w+) +section type:/.exec(body)?.[1]
  const fru = fruIn(body)
  const bytes = /\braw data: ?((?:[0-9a-f]{2} ?|[0-9a-f]{8} ?){1,512})/i.exec(body)?.[1]?.replace(/\s/g, '')
  return {
    table: 'non_standard_event',
    row: {
      sec_type: type,
      severity: /^\d$/.test(severity ?? '') ? CPER_SEVERITIES[Number(severity)] : severity,
      fru_id: fru.id,
      fru_text: fru.text?.trim(),
      error: bytes === undefined ? undefined : Uint8Array.from(Buffer.from(bytes, 'hex')),
    },
  }
}

//   0000:3b:00.0 PCIe Bus Error: severity=Corrected, Receiver Error, TLP Header=Not available
const readAer: EventReader = ({body}) => {
  const [, device, rest = ''] = /^([0-9a-f]{4,6}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]) (.*)$/i.exec(body) ?? []
  if (device === undefined) return undefined
  const [, type, message] =
    /severity=([^,]+), (.*)$/.exec(rest) ?? /^\(?([A-Z][\w -]+(?:\([\w-]+\))?)\)? (.*)$/.exec(rest) ?? []
  return {table: 'aer_event', row: {dev_name: device, err_type: type, err_msg: message ?? rest}}
}

//   pfn=0x1fa3c5 page_type=dirty LRU page action_result=Recovered
const readPage: EventReader = ({body, daemon}) => {
  const match = /^pfn=(0x[0-9a-f]{1,13}) page_type=(.+?) action_result=(\w+)/i.exec(body)
  // The kernel's own print of it belongs to the page handler's vocabulary.
  return match === null || !daemon
    ? undefined
    : {table: 'memory_failure_event', row: {pfn: match[1], page_type: match[2], action_result: match[3]}}
}

const READERS: Readonly<Record<string, EventReader>> = {
  mc_event: readMemory,
  extlog_mem_event: readExtlog,
  arm_event: readArm,
  non_standard_event: readOtherSection,
  aer_event: readAer,
  memory_failure_event: readPage,
}

/** The row a trace event stands for; undefined when its body is not what that event prints (prose, a format string). */
export function readEventRow(event: TraceEvent): TableRow | undefined {
  const row = READERS[event.event]?.(event)
  return row === undefined ? undefined : {...row, ...(event.time === undefined ? {} : {time: event.time})}
}
