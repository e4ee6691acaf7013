import {severityIn} from '../cper/memory-fields.js'
import {SECTION_GUIDS} from '../cper/section-types.js'
import type {ContextRecord, CperRecord, ProcessorPart} from '../hardware-error-record.js'
import {present} from '../present.js'
import {readCompactMemory} from './compact-memory.js'
import type {Columns} from './database-row.js'
import type {RowOrigin} from './row-origin.js'

/** CPER severities by number (UEFI 2.10, N.2.1). */
const SEVERITIES = ['recoverable', 'fatal', 'corrected', 'informational'] as const

const severityNumber = (number: number | undefined): CperRecord['sectionSeverity'] =>
  number === undefined ? undefined : (SEVERITIES[number] ?? 'unknown')

/** The trace event's "no address": all bits set. */
const NO_ADDRESS = (1n << 64n) - 1n

const hexText = (value: bigint | undefined): string | undefined =>
  value === undefined ? undefined : `0x${value.toString(16)}`

const hexBytes = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString('hex')

/** Fields that have a value; undefined when none has. */
const fieldsOf = (fields: Record<string, string | undefined>): Readonly<Record<string, string>> | undefined => {
  const told = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return told.length === 0 ? undefined : Object.fromEntries(told)
}

/** A wider granularity than this is no address. */
const MOST_MASK_BITS = 52

/** The mask of an address whose lowest valid bit is given; only trace text gives it. */
const maskOf = (lowest: number | undefined): bigint | undefined =>
  lowest === undefined || lowest === 0 || lowest > MOST_MASK_BITS
    ? undefined
    : NO_ADDRESS ^ ((1n << BigInt(lowest)) - 1n)

/** A row of `extlog_event`: a memory section of an extended machine-check log. */
export const readExtendedLogRow = (columns: Columns, origin: RowOrigin): CperRecord => {
  const {bits, number, text, bytes, guid} = columns
  const address = bits('address')
  const {location, fields} = readCompactMemory(bytes('cper_data'))
  return {
    kind: 'cper',
    ...origin,
    reporter: 'extlog',
    sectionType: 'memory',
    ...present({
      sectionSeverity: severityNumber(number('severity')),
      memoryErrorType: number('etype'),
      address: address === NO_ADDRESS ? undefined : address || undefined,
      addressMask: maskOf(number('mask_lsb')),
      location,
      fruText: text('fru_text'),
      fruId: guid('fru_id'),
      fields,
    }),
  }
}

/** A row of `non_standard_event`: a section that the kernel had no name for, its bytes kept. */
export const readOtherSectionRow = (columns: Columns, origin: RowOrigin): CperRecord => {
  const {text, bytes, guid} = columns
  const sectionGuid = guid('sec_type')
  return {
    kind: 'cper',
    ...origin,
    reporter: 'ghes',
    sectionType: (sectionGuid === undefined ? undefined : SECTION_GUIDS[sectionGuid]) ?? 'unknown',
    ...present({
      sectionSeverity: severityIn(text('severity') ?? ''),
      sectionGuid,
      bytes: hexBytes(bytes('error')),
      fruText: text('fru_text'),
      fruId: guid('fru_id'),
    }),
  }
}

/** What the daemon calls the part of an Arm processor that failed. */
const PARTS: readonly (readonly [RegExp, ProcessorPart])[] = [
  [/cache/i, 'cache'],
  [/TLB/i, 'tlb'],
  [/bus/i, 'bus'],
  [/micro-?architectur/i, 'micro-architecture'],
]

/** A row of `arm_event`: an Arm processor section; its severity is recorded by newer versions only. */
export const readArmRow = (columns: Columns, origin: RowOrigin): CperRecord => {
  const {bits, bitsIfAny, number, text} = columns
  const type = text('error_type') ?? ''
  const processorParts = PARTS.flatMap(([pattern, part]) => (pattern.test(type) ? [part] : []))
  const physical = bitsIfAny('phy_fault_addr')
  return {
    kind: 'cper',
    ...origin,
    reporter: 'ghes',
    sectionType: 'processor-arm',
    ...present({
      sectionSeverity: severityIn(text('severity') ?? ''),
      address: physical === NO_ADDRESS ? undefined : physical,
      processorParts: processorParts.length === 0 ? undefined : processorParts,
      fields: fieldsOf({
        affinity: number('affinity')?.toString(),
        mpidr: hexText(bits('mpidr')),
        running_state: number('running_state')?.toString(),
        psci_state: number('psci_state')?.toString(),
        error_type: text('error_type'),
        error_flags: text('error_flags'),
        error_info: hexText(bitsIfAny('error_info')),
        virt_fault_addr: hexText(bitsIfAny('virt_fault_addr')),
      }),
    }),
  }
}

const UNCORRECTABLE = 1

/** The device's word on a media event: its descriptor, or the log it filed the event in. */
const mediaSeverity = (descriptor: number | undefined, log: string): CperRecord['sectionSeverity'] => {
  if (/fatal/i.test(log)) return 'fatal'
  if (descriptor !== undefined) return (descriptor & UNCORRECTABLE) === 0 ? 'corrected' : 'recoverable'
  return /failure/i.test(log) ? 'recoverable' : /info|warn/i.test(log) ? 'informational' : 'unknown'
}

/** A row of `cxl_general_media_event` or `cxl_dram_event`: a device's event about its memory. */
export const readCxlMediaRow = (columns: Columns, origin: RowOrigin): CperRecord => {
  const {bitsIfAny, number, text} = columns
  const host = bitsIfAny('hpa')
  const isMapped = host !== undefined && host !== NO_ADDRESS
  const address = isMapped ? host : bitsIfAny('dpa')
  const log = text('log_type') ?? text('hdr_log_type') ?? ''
  return {
    kind: 'cper',
    ...origin,
    reporter: 'trace',
    sectionType: 'cxl',
    ...present({
      sectionSeverity: mediaSeverity(number('descriptor'), log),
      address,
      addressSpace: address === undefined ? undefined : isMapped ? ('system' as const) : ('device' as const),
      location: present({
        label: text('memdev'),
        channel: number('channel'),
        rank: number('rank'),
        device: number('device'),
        bankGroup: number('bank_group'),
        bank: number('bank'),
        row: number('row'),
        column: number('column'),
      }),
      fields: fieldsOf({
        memdev: text('memdev'),
        host: text('host'),
        serial: hexText(bitsIfAny('serial')),
        log: log === '' ? undefined : log,
        type: number('type')?.toString(),
        transaction_type: number('transaction_type')?.toString(),
        dpa: hexText(bitsIfAny('dpa')),
        region: text('region'),
      }),
    }),
  }
}

/** A row of `cxl_poison_event` that lists a place whose data is lost; orders to inject or clear poison are context. */
export const readCxlPoisonRow = (columns: Columns, origin: RowOrigin): CperRecord | ContextRecord => {
  const {bitsIfAny, text} = columns
  const memdev = text('memdev')
  const host = bitsIfAny('hpa')
  const isMapped = host !== undefined && host !== NO_ADDRESS
  const address = isMapped ? host : bitsIfAny('dpa')
  const type = text('trace_type')
  if (type !== undefined && type !== 'List')
    return {
      kind: 'context',
      ...origin,
      what: 'other',
      message: `poison of ${memdev ?? 'a CXL device'}: ${type}`,
      ...present({address: isMapped ? host : undefined}),
    }
  return {
    kind: 'cper',
    ...origin,
    reporter: 'trace',
    sectionType: 'cxl',
    sectionSeverity: 'recoverable',
    ...present({
      address,
      addressSpace: address === undefined ? undefined : isMapped ? ('system' as const) : ('device' as const),
      location: present({label: memdev}),
      fields: fieldsOf({
        memdev,
        host: text('host'),
        source: text('source'),
        dpa: hexText(bitsIfAny('dpa')),
        dpa_length: hexText(bitsIfAny('dpa_length')),
        region: text('region'),
      }),
    }),
  }
}

/** A row of `cxl_aer_ue_event` or `cxl_aer_ce_event`: an error on a CXL link or in its caches. */
export const readCxlLinkRow =
  (severity: 'corrected' | 'recoverable') =>
  (columns: Columns, origin: RowOrigin): CperRecord => {
    const {bitsIfAny, text} = columns
    return {
      kind: 'cper',
      ...origin,
      reporter: 'trace',
      sectionType: 'cxl',
      sectionSeverity: severity,
      ...present({
        fields: fieldsOf({
          memdev: text('memdev'),
          host: text('host'),
          error_status: text('error_status') ?? hexText(bitsIfAny('error_status')),
          first_error: text('first_error') ?? hexText(bitsIfAny('first_error')),
        }),
      }),
    }
  }
