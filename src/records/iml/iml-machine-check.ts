import type {ContextRecord, MachineCheckRecord, RecordOrigin, ReportedError} from '../hardware-error-record.js'
import {readHex, readSmall} from '../hex-text.js'
import type {PlatformFact} from '../platform-fact.js'

const HALVES = /^(0x[0-9a-f]{8})['\u2018\u2019\u00b4`_]([0-9a-f]{8})$/i

/** A 64-bit value in two halves, `0xBA000000'00400405`, or whole as newer firmware prints it; undefined when cut. */
const readValue = (text: string | undefined): bigint | undefined => {
  if (text === undefined) return undefined
  const [, high, low] = HALVES.exec(text) ?? []
  if (high && low) return readHex(high.toLowerCase() + low)
  return /^0x[0-9a-f]{16}$/i.test(text) ? readHex(text.toLowerCase()) : undefined
}

/** The first half of a value stands at the end, or fewer than eight digits of the second. */
export const endsInValue = (text: string): boolean => /0x[0-9a-f]{0,8}(?:['\u2019][0-9a-f]{0,7})?$/i.test(text)

const printedAs = (text: string, name: string): string | undefined =>
  new RegExp(`\\b${name}:? (0[xX][0-9A-Fa-f'\u2018\u2019\u00b4\`_]{1,20}|\\d{1,10})(?=[,);\\s])`, 'i').exec(text)?.[1]

const smallOf = (text: string, name: string): number | undefined => {
  const value = printedAs(text, name)
  return value === undefined ? undefined : readSmall(value, /^0x/i.test(value) ? 16 : 10)
}

const MACHINE_CHECK =
  /((?:Un)?correct(?:able|ed) )?Machine Check (?:Exception|Error|Event)\s*\((?=\s*(?:(?:Board|Node|Slot|Processor|APIC ID|Bank) (?:0x)?\d|$))(.*)$/i
/** What an entry came to; `cut` when its bracket was not closed. */
export interface ImlReading {
  readonly records: readonly (MachineCheckRecord | ReportedError | ContextRecord)[]
  readonly facts?: readonly PlatformFact[]
  readonly cut?: boolean
}

/** A machine check with its registers between brackets; undefined for other entries. */
export const readImlMachineCheck = (text: string, origin: RecordOrigin): ImlReading | undefined => {
  const [whole, , inner = ''] = MACHINE_CHECK.exec(text) ?? []
  if (whole === undefined) return undefined
  const numbers = {bank: smallOf(inner, 'Bank'), apic: smallOf(inner, 'APIC ID')}
  const registers = {
    status: readValue(printedAs(inner, 'Status')),
    addr: readValue(printedAs(inner, 'Address')),
    misc: readValue(printedAs(inner, 'Misc')),
  }
  const known = Object.fromEntries(
    Object.entries({...numbers, ...registers}).filter(([, value]) => value !== undefined),
  )
  const cut = !inner.includes(')')
  const record: MachineCheckRecord = {
    kind: 'machine-check',
    ...origin,
    ...(cut ? {partial: true} : {}),
    reporterSays: [whole],
    ...known,
    prose: {severity: /^un/i.test(whole) ? 'uncorrected' : 'corrected'},
  }
  return {records: [record], cut}
}
