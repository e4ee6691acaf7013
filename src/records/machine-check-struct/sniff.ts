import {machineCheckBuffer, machineCheckStruct, STRUCT_SIZES} from './layout.js'

/** Where entries begin and how long each is. */
export interface StructForm {
  readonly at: number
  readonly size: number
}

/** Banks from here on are none: events that the kernel sends the same way. */
export const FIRST_PSEUDO_BANK = 128

const VALID = 1n << 63n
/** Seconds since 1970 of the years 2000 and 2100. */
const TIMES = [946_684_800n, 4_102_444_800n] as const
const LAST_VENDOR = 11n
const MOST_CPUS = 0x1_0000n
/** RIPV, EIPV, MCIP, LMCE, SEAM_NR. */
const MCG_STATUS_BITS = 0x1fffn
/** Reserved bits of CPUID.1 EAX (SDM vol. 2A, CPUID). */
const CPUID_RESERVED = 0xf000_c000n

/** The entry of `size` bytes at an offset, with zeros for what that kernel's structure does not have. */
export const structAt = (bytes: Uint8Array, {at, size}: StructForm): Uint8Array => {
  const whole = new Uint8Array(machineCheckStruct.size)
  whole.set(bytes.subarray(at, at + size))
  return whole
}

type Name = Parameters<typeof machineCheckStruct.number>[1]

/** A number of an entry. */
export const numberIn = (entry: Uint8Array, name: Name): bigint => machineCheckStruct.number(entry, name) ?? 0n

/** Whether the numbers can be a machine check's: each field within what it can hold, every pad empty. */
export function isPlausible(entry: Uint8Array): boolean {
  const number = (name: Name) => numberIn(entry, name)
  const [bank, time, banks] = [number('BANK'), number('TIME'), number('MCGCAP') & 0xffn]
  const isPseudo = bank >= FIRST_PSEUDO_BANK
  return (
    (isPseudo || (number('STATUS') & VALID) !== 0n) &&
    (time === 0n || (time > TIMES[0] && time < TIMES[1])) &&
    number('CPUVENDOR') <= LAST_VENDOR &&
    (number('CPUID') & CPUID_RESERVED) === 0n &&
    entry[machineCheckStruct.fields.PAD.offset] === 0 &&
    number('FINISHED') <= 1n &&
    number('EXTCPU') < MOST_CPUS &&
    number('MCGSTATUS') <= MCG_STATUS_BITS &&
    (banks === 0n || isPseudo || bank < banks)
  )
}

const LETTERS = new TextDecoder('latin1')

/** The buffer's header: where its entries begin; undefined when none stands there. */
export function bufferForm(head: Uint8Array): StructForm | undefined {
  const signature = LETTERS.decode(machineCheckBuffer.slice(head, 'SIGNATURE'))
  if (signature !== 'MACHINECHECK' && signature !== 'MACHINECHEC2') return undefined
  const told = Number(machineCheckBuffer.number(head, 'RECORD_LENGTH') ?? 0n)
  const size = told === 0 ? Math.min(...STRUCT_SIZES) : told
  return STRUCT_SIZES.includes(size) ? {at: machineCheckBuffer.size, size} : undefined
}

const offsetsIn = (length: number, size: number): readonly number[] =>
  Array.from({length: Math.floor(length / size)}, (_, index) => index * size)

/**
 * The form of entries one behind the other, as mcelog's device and the error store's files give them, by the first bytes
 * (`whole` when there are no more): the length at which every entry that can be seen is plausible.
 */
export function arrayForm(head: Uint8Array, whole: boolean): StructForm | undefined {
  const size = STRUCT_SIZES.find(
    length =>
      head.length >= length &&
      (!whole || head.length % length === 0) &&
      offsetsIn(head.length, length).every(at => isPlausible(structAt(head, {at, size: length}))),
  )
  return size === undefined ? undefined : {at: 0, size}
}
