import {composeCpuidSignature} from '../cpuid-signature.js'
import type {MachineCheckRecord, ReporterProse} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'

/** Registers and names of a record as far as they were read. */
export type DecoderFields = {
  -readonly [Name in
    | 'cpu'
    | 'bank'
    | 'status'
    | 'addr'
    | 'ppin'
    | 'ipid'
    | 'synd'
    | 'tsc'
    | 'vendorIndex'
    | 'signature']?: MachineCheckRecord[Name]
}

/** What a line of AMD's decoder is; no record has two of one kind. */
export type DecoderKind = 'verdict' | 'status' | 'values' | 'fru' | 'tsc' | 'description' | 'extended' | 'code'

/** One line of the decoder. */
export interface DecoderLine {
  readonly kind: DecoderKind
  readonly fields: DecoderFields
  readonly severity?: NonNullable<ReporterProse['severity']>
  /** Words that name the unit. */
  readonly unit?: string
  /** FRU text: the module's name. */
  readonly label?: string
  /** Values that were cut, in words. */
  readonly troubles: readonly string[]
  /** Something is missing at its end: the line below may hold it. */
  readonly unfinished?: boolean
}

const VERDICT =
  /^(?:Error Status: *)?(System Fatal error|Uncorrected, software (?:restartable|containable) error|Deferred error(?:, no action required)?|Corrected error, no action required)\.?$/

/** Words of the verdict; of uncorrected ones the finer class depends on more than the words tell. */
const severityOf = (words: string): NonNullable<ReporterProse['severity']> => {
  if (words.startsWith('System Fatal')) return 'fatal'
  if (words.startsWith('Uncorrected')) return 'uncorrected'
  return words.startsWith('Deferred') ? 'deferred' : 'corrected'
}

const readVerdict = (body: string): DecoderLine | undefined => {
  const words = VERDICT.exec(body)?.[1]
  return words === undefined ? undefined : {kind: 'verdict', fields: {}, severity: severityOf(words), troubles: []}
}

const AMD = 2
const HYGON = 9
const HYGON_FAMILY = 0x18

const CPU = '(?:CPU ?: ?(\\d{1,5})(?:\\s+\\(([0-9a-f]{1,3}):([0-9a-f]{1,2}):([0-9a-f]{1,2})\\))?)'
const STATUS = new RegExp(`^${CPU}?\\s*MC ?(\\d{1,3})_STATUS\\s*\\[[^\\]]{0,80}\\]\\s*:?\\s*(\\S*)`)
const CPU_ALONE = new RegExp(`^${CPU}$`)

const cpuFields = (cpu?: string, family?: string, model?: string, stepping?: string): DecoderFields => {
  const fields: DecoderFields = cpu === undefined ? {} : {cpu: Number(cpu)}
  if (family === undefined || model === undefined || stepping === undefined) return {...fields, vendorIndex: AMD}
  const number = Number.parseInt(family, 16)
  const signature = composeCpuidSignature(number, Number.parseInt(model, 16), Number.parseInt(stepping, 16))
  const vendorIndex = number === HYGON_FAMILY ? HYGON : AMD
  return {...fields, vendorIndex, ...(signature === undefined ? {} : {signature})}
}

//    CPU:2 (17:31:0) MC17_STATUS[-|UE|MiscV|AddrV|-|TCC|SyndV|UECC|-|Poison|-]: 0xbea0280000000108
//        ^  ^^ ^^ ^    ^^                                                       ^^^^^^^^^^^^^^^^^^
const readStatus = (body: string): DecoderLine | undefined => {
  const alone = CPU_ALONE.exec(body)
  if (alone) {
    const [, cpu, family, model, stepping] = alone
    return {kind: 'status', fields: cpuFields(cpu, family, model, stepping), troubles: [], unfinished: true}
  }
  const match = STATUS.exec(body)
  if (!match) return undefined
  const [, cpu, family, model, stepping, bank, text = ''] = match
  const whole = /^0x([0-9a-f]{16})$/i.exec(text)?.[1]
  const status = whole === undefined ? undefined : readHex(whole)
  return {
    kind: 'status',
    fields: {...cpuFields(cpu, family, model, stepping), bank: Number(bank), ...(status === undefined ? {} : {status})},
    troubles: status === undefined && text !== '' ? [`STATUS ${text} (16 digits expected)`] : [],
    ...(status === undefined ? {unfinished: true} : {}),
  }
}

const BANK_WORDS = /^MC(\d{1,3})_STATUS: *(Unc|C)orrected error, report: (?:yes|no)\b/

/** Kernels up to 2.6.35 write the flags out and print no hexadecimal status. */
const readWrittenStatus = (body: string): DecoderLine | undefined => {
  const [, bank, word] = BANK_WORDS.exec(body) ?? []
  if (bank === undefined) return undefined
  const corrupt = /CPU context corrupt: yes\b/.test(body)
  const severity = word === 'C' ? 'corrected' : corrupt ? 'fatal' : 'uncorrected'
  return {kind: 'status', fields: {bank: Number(bank), vendorIndex: AMD}, severity, troubles: []}
}

/** Registers by the names the decoder gives them. */
const VALUE_NAMES: readonly (readonly [RegExp, 'addr' | 'ppin' | 'ipid' | 'synd'])[] = [
  [/^(?:Error Addr|MC\d{1,3}_ADDR|MC\d{1,3} Error Address)$/, 'addr'],
  [/^PPIN$/, 'ppin'],
  [/^IPID$/, 'ipid'],
  [/^Syndrome$/, 'synd'],
]
const VALUES = /(Error Addr|MC\d{1,3}_ADDR|MC\d{1,3} Error Address|PPIN|IPID|Syndrome)\s*:\s*(0x[0-9a-f]*)?/gi
const BEGINS_VALUES = /^(?:Error Addr|MC\d{1,3}_ADDR|MC\d{1,3} Error Address|PPIN|IPID|Syndrome)\s*:/

const readValues = (body: string): DecoderLine | undefined => {
  if (!BEGINS_VALUES.test(body)) return undefined
  const fields: DecoderFields = {}
  const troubles: string[] = []
  for (const [, name = '', text] of body.matchAll(VALUES)) {
    const field = VALUE_NAMES.find(([pattern]) => pattern.test(name))?.[1]
    const value = text !== undefined && text.length === 18 ? readHex(text) : undefined
    if (field !== undefined && value !== undefined) fields[field] = value
    else if (text !== undefined) troubles.push(`${name} ${text} (16 digits expected)`)
  }
  return {kind: 'values', fields, troubles, ...(/:\s*$/.test(body) ? {unfinished: true} : {})}
}

const readTsc = (body: string): DecoderLine | undefined => {
  const digits = /^TSC: *(\d{1,20})$/.exec(body)?.[1]
  return digits === undefined ? undefined : {kind: 'tsc', fields: {tsc: BigInt(digits)}, troubles: []}
}

const readFru = (body: string): DecoderLine | undefined => {
  const label = /^FRU Text: *(.{1,64})$/.exec(body)?.[1]?.trim()
  return label === undefined ? undefined : {kind: 'fru', fields: {}, label, troubles: []}
}

const EXTENDED = /^([A-Z].{1,60}?) (?:Ext\.|Extended) Error Code: *(\d{1,3})?(?:, *(.*))?$/
const BEGUN = /^[A-Z][\w ,./&-]{1,60} (?:Ext\.|Extended)(?: Error)?(?: Code:?)?$/

const readExtended = (body: string): DecoderLine | undefined => {
  const match = EXTENDED.exec(body)
  if (match) return {kind: 'extended', fields: {}, unit: match[1] ?? '', troubles: []}
  return BEGUN.test(body) ? {kind: 'extended', fields: {}, troubles: [], unfinished: true} : undefined
}

const BANK_ERROR = /^MC(\d{1,3}) Error\b[^:]{0,20}: *(.*)/
/** The decoder found the registers inconsistent: the record's other lines stand, this one says nothing more. */
const CORRUPTED = /^Corrupted MC\d{1,3} MCE info\?/
const UNIT_ERROR =
  /^((?:Northbridge|Data Cache|Instruction Cache|Bus Unit|Combined Unit|Load[ -]Store(?: Unit)?|Execution Unit|Floating Point Unit|Instruction Fetch Unit|Decode Unit|L2 Cache|L3 Cache|Unified Memory Controller|Coherent (?:Slave|Station)|Data Fabric|Power, Interrupts, etc\.|Parameter Block|Platform Security Processor|System Management Unit|[A-Z][A-Za-z/ ]{1,40}(?: Unit| Controller| Cache)?) Error)(?:[,(: ].*|$)/

const readDescription = (body: string): DecoderLine | undefined => {
  const bank = BANK_ERROR.exec(body)
  const number = bank?.[1]
  if (CORRUPTED.test(body)) return {kind: 'description', fields: {}, troubles: []}
  if (number !== undefined)
    return {kind: 'description', fields: {bank: Number(number)}, unit: bank?.[2] ?? '', troubles: []}
  const unit = UNIT_ERROR.exec(body)?.[1]
  return unit === undefined || !/Error(?:$|[,:(]| \()/.test(body)
    ? undefined
    : {kind: 'description', fields: {}, unit: body, troubles: []}
}

const CODE = /^(?:cache level: (?:L\d|LG|GEN|RESV)|tx: |internal: |Transaction type: |Bus (?:error|and interconnect))/i

const readCode = (body: string): DecoderLine | undefined =>
  CODE.test(body) ? {kind: 'code', fields: {}, troubles: []} : undefined

/** What a line of AMD's decoder says, its prefix taken off; undefined when it is none. */
export function readDecoderLine(body: string): DecoderLine | undefined {
  return (
    readVerdict(body) ??
    readStatus(body) ??
    readWrittenStatus(body) ??
    readValues(body) ??
    readTsc(body) ??
    readFru(body) ??
    readExtended(body) ??
    readDescription(body) ??
    readCode(body)
  )
}
