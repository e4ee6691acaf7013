import type {MachineCheckRecord} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'

/** What a debugger's text says of a crash, line by line. */
export type CrashField =
  | {readonly kind: 'argument'; readonly index: 1 | 2 | 3 | 4; readonly value: bigint}
  | {readonly kind: 'section'; readonly number: number}
  | {readonly kind: 'bank'; readonly cpu: number; readonly bank: number; readonly words: string}
  | {readonly kind: 'register'; readonly name: 'status' | 'addr' | 'misc'; readonly value: bigint}
  | {readonly kind: 'processor'; readonly fields: Partial<Pick<MachineCheckRecord, 'apic' | 'signature'>>}

//   Arg3: 00000000bf800000, High order 32-bits of the MCi_STATUS value.
const ARGUMENT = /^\s*Arg([1-4]): (?:0x)?([0-9a-f`]{8,17})\b/
const SECTION = /^\s*Section (\d{1,2}) +:/
//   Error         : DCACHEL0_WR_ERR (Proc 2 Bank 1)
const BANK = /^\s*Error +: (.{1,80}?) \(Proc (\d{1,4}) Bank (\d{1,3})\)/
const REGISTER = /^\s*(Status|Address|Misc\.?) +: (0x[0-9a-f`]{1,17})/
const PROCESSOR = /^\s*(Local APIC Id|CPU Version) +: (0x[0-9a-f]{1,16})/

const NAMES = {Status: 'status', Address: 'addr', Misc: 'misc'} as const

const isName = (name: string): name is keyof typeof NAMES => Object.hasOwn(NAMES, name)

const digitsOf = (text: string | undefined): bigint | undefined => readHex((text ?? '').replace('`', '').toLowerCase())

const ARGUMENTS: Readonly<Record<string, 1 | 2 | 3 | 4>> = {1: 1, 2: 2, 3: 3, 4: 4}

/** A line of `!analyze -v` or `!errrec`; undefined for all others. */
export const readCrashLine = (text: string): CrashField | undefined => {
  const [, number = '', argument] = ARGUMENT.exec(text) ?? []
  const index = ARGUMENTS[number]
  const value = digitsOf(argument)
  if (index !== undefined && value !== undefined) return {kind: 'argument', index, value}
  const section = SECTION.exec(text)?.[1]
  if (section !== undefined) return {kind: 'section', number: Number(section)}
  const [, words = '', cpu, bank] = BANK.exec(text) ?? []
  if (cpu !== undefined) return {kind: 'bank', cpu: Number(cpu), bank: Number(bank), words}
  const [, printed = '', digits] = REGISTER.exec(text) ?? []
  const name = printed.replace('.', '')
  const register = digitsOf(digits)
  if (isName(name) && register !== undefined) return {kind: 'register', name: NAMES[name], value: register}
  const [, what, id] = PROCESSOR.exec(text) ?? []
  const known = digitsOf(id)
  if (what === undefined || known === undefined) return undefined
  return {kind: 'processor', fields: what === 'CPU Version' ? {signature: Number(known)} : {apic: Number(known)}}
}

/** Arguments of bug check 0x124: the first tells the source (0: machine check), the last two are MCi_STATUS in halves. */
export const statusOfArguments = (values: readonly (bigint | undefined)[]): bigint | undefined => {
  const [source, , high, low] = values
  if (source !== 0n || high === undefined || low === undefined || high >> 32n !== 0n || low >> 32n !== 0n)
    return undefined
  return (high << 32n) | low
}
