import type {MachineCheckRecord, ReporterProse} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {inException} from '../in-exception.js'
import {present} from '../present.js'

type Writable<Type> = {-readonly [Key in keyof Type]: Type[Key]}

/** Fields of a record by its name for them. */
export type McaFields = Partial<
  Writable<Omit<MachineCheckRecord, 'kind' | 'dialect' | 'envelope' | 'evidence' | 'partial'>>
>

/** What one line adds; `troubles` are values that were printed but cannot be read, in words. */
export interface McaLine {
  /** `Bank` begins a record; the other lines go on with one. */
  readonly begins: boolean
  readonly fields: McaFields
  readonly troubles: readonly string[]
}

const VENDORS: Readonly<Record<string, number>> = {GenuineIntel: 0, AuthenticAMD: 2, HygonGenuine: 9}

/** Registers that are printed with sixteen digits whatever their value; others were mistyped or cut. */
const readWhole = (name: string, text: string, troubles: string[]): bigint | undefined => {
  if (/^0x[0-9a-f]{16}$/i.test(text)) return readHex(text.toLowerCase())
  troubles.push(`${name} ${text} (16 digits expected)`)
  return undefined
}

//   MCA: Bank 4, Status 0x940c4001fe080813
const readBank = (text: string): McaLine | undefined => {
  const [, bank, digits = ''] = /^MCA: Bank (\d{1,3}), Status (0x[0-9a-f]*)/i.exec(text) ?? []
  if (bank === undefined) return undefined
  const troubles: string[] = []
  const status = readWhole('Status', digits, troubles)
  return {begins: true, fields: {bank: Number(bank), ...present({status})}, troubles}
}

//   MCA: Global Cap 0x0000000000000105, Status 0x0000000000000000
const readGlobal = (text: string): McaLine | undefined => {
  const [, cap, digits] = /^MCA: Global Cap (0x[0-9a-f]+)(?:, Status (0x[0-9a-f]+))?/i.exec(text) ?? []
  if (cap === undefined) return undefined
  const troubles: string[] = []
  const mcgcap = readWhole('Global Cap', cap, troubles)
  const mcgstatus = digits === undefined ? undefined : readWhole('global Status', digits, troubles)
  const fields = present({mcgcap, mcgstatus, exception: inException(mcgstatus)})
  return {begins: false, fields, troubles}
}

//   MCA: Vendor "AuthenticAMD", ID 0xf5a, APIC ID 0
const readVendor = (text: string): McaLine | undefined => {
  const [, name = '', id, apic] = /^MCA: Vendor "?(\w+)"?, ID (0x[0-9a-f]{1,8}), APIC ID (\d{1,10})/i.exec(text) ?? []
  if (id === undefined) return undefined
  const fields = {signature: Number.parseInt(id, 16), apic: Number(apic), ...present({vendorIndex: VENDORS[name]})}
  return {begins: false, fields, troubles: []}
}

const REQUESTS: Readonly<Record<string, number>> = {GEN: 0, RD: 1, WR: 2, AC: 3, MS: 4}

/** The channel's error code that the words stand for (SDM vol. 3B, 16.9.2: 000F 0000 1MMM CCCC). */
const codeIn = (words: string): number | undefined => {
  const [, request = '', channel = ''] = /\b(GEN|RD|WR|AC|MS) channel (\d{1,2}|\?\?) memory error/.exec(words) ?? []
  const kind = REQUESTS[request]
  return kind === undefined ? undefined : 0x80 | (kind << 4) | (channel === '??' ? 0xf : Number(channel) & 0xf)
}

/** What the handler's words say where the register is missing: `UNCOR PCC AC channel 0 memory error`. */
export const proseOf = (words: string): ReporterProse | undefined => {
  const severity = /^UNCOR\b/.test(words) ? (/\bPCC\b/.test(words) ? 'fatal' : 'uncorrected') : undefined
  const graded = severity ?? (/^COR\b/.test(words) ? 'corrected' : undefined)
  if (graded === undefined) return undefined
  return {severity: graded, unit: words, ...present({mcaCode: codeIn(words)})}
}

//   MCA: CPU 0 COR (3) OVER BUSLG Source RD Memory
const readCpu = (text: string): McaLine | undefined => {
  const [, cpu, words = ''] = /^MCA: CPU (\d{1,5}) (.*)$/.exec(text) ?? []
  return cpu === undefined
    ? undefined
    : {begins: false, fields: {cpu: Number(cpu), reporterSays: [words.trim()]}, troubles: []}
}

//   MCA: Address 0x7fc6b0     MCA: Address 0x3ff7c5f40 (Mode: Physical Address, LSB: 6)     MCA: Misc 0x86
const readValue = (text: string): McaLine | undefined => {
  const [, name, digits = ''] = /^MCA: (Address|Misc) (0x[0-9a-f]+)/i.exec(text) ?? []
  if (name === undefined) return undefined
  const value = readHex(digits.toLowerCase())
  if (value === undefined) return {begins: false, fields: {}, troubles: [`${name} ${digits}`]}
  return {begins: false, fields: name === 'Misc' ? {misc: value} : {addr: value}, troubles: []}
}

//   Status 0x0000000000000007     (the end of `Global Cap …,` that a mail broke off)
/** The rest of a broken line; only right below it does it mean anything. */
export const readBrokenStatus = (text: string): McaLine | undefined => {
  const mcgstatus = readHex(/^Status (0x[0-9a-f]{16})$/.exec(text)?.[1] ?? '')
  if (mcgstatus === undefined) return undefined
  return {begins: false, fields: present({mcgstatus, exception: inException(mcgstatus)}), troubles: []}
}

/** One line of FreeBSD's handler (sys/x86/x86/mca.c, mca_log); undefined for other lines. */
export const readMcaText = (text: string): McaLine | undefined =>
  readBank(text) ?? readGlobal(text) ?? readVendor(text) ?? readCpu(text) ?? readValue(text)
