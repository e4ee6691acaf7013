import type {LogTime} from '../../logs/log-line.js'
import type {CperRecord} from '../hardware-error-record.js'
import {momentOfBcd} from './bcd-time.js'
import {dataEntry, REVISION_WITH_TIME, recordHeader, sectionDescriptor, statusBlock, TIME_BYTES} from './container.js'
import {guidText} from './guid.js'
import {entriesOf, isRecord, isStatusBlock} from './sniff.js'

/** No severity: the field itself is missing. */
const NO_SEVERITY = 99n

/** One section where it lies. */
export interface Found {
  readonly guid: string
  readonly at: number
  readonly length: number
  readonly severity: bigint
  readonly flags: bigint
  readonly fruId?: Uint8Array
  readonly fruText?: Uint8Array
}

/** What the container says of all of its sections. */
export interface Container {
  readonly at: number
  readonly severity: bigint
  readonly reporter: CperRecord['reporter']
  readonly previousBoot: boolean
  readonly time: LogTime
  readonly fields: Readonly<Record<string, string>>
  readonly sections: readonly Found[]
  /** Offset behind it. */
  readonly end: number
}

/** Words of the header's flags, bit 0 first. */
const HEADER_FLAGS: readonly string[] = ['recovered', 'previous boot', 'simulated']
const OF_PREVIOUS_BOOT = 2n

/** Signalled at boot: the error is older than the system that reads it. */
const BOOT_NOTIFICATION = '3d61a466-ab40-409a-a698-f362d464b38f'

/** The kernel's own records: machine checks saved before a panic. */
const LINUX_CREATOR = '75a574e3-5052-4b29-8a8e-be2c6490b89d'

const descriptorsOf = (bytes: Uint8Array, at: number): readonly Found[] => {
  const count = Number(recordHeader.number(bytes, 'SECTION_COUNT', at) ?? 0n)
  const offsets = Array.from({length: count}, (_, index) => at + recordHeader.size + index * sectionDescriptor.size)
  return offsets.flatMap(place => {
    const type = sectionDescriptor.slice(bytes, 'SECTION_TYPE', place)
    if (type === undefined) return []
    const number = (name: Parameters<typeof sectionDescriptor.number>[1]) =>
      sectionDescriptor.number(bytes, name, place) ?? 0n
    const [fruId, fruText] = [
      sectionDescriptor.slice(bytes, 'FRU_ID', place),
      sectionDescriptor.slice(bytes, 'FRU_TEXT', place),
    ]
    return [
      {
        guid: guidText(type),
        at: at + Number(number('SECTION_OFFSET')),
        length: Number(number('SECTION_LENGTH')),
        severity: number('SECTION_SEVERITY'),
        flags: number('FLAGS'),
        ...(fruId === undefined ? {} : {fruId}),
        ...(fruText === undefined ? {} : {fruText}),
      },
    ]
  })
}

const timeOf = (stamp: bigint | undefined): LogTime => {
  const epochMs = stamp === undefined ? undefined : momentOfBcd(stamp)
  return epochMs === undefined ? {basis: 'none'} : {basis: 'local', epochMs}
}

const guidAt = (bytes: Uint8Array, name: 'CREATOR_ID' | 'NOTIFICATION_TYPE', at: number): string => {
  const slice = recordHeader.slice(bytes, name, at)
  return slice === undefined ? '' : guidText(slice)
}

/** A record with its header. */
const recordAt = (bytes: Uint8Array, at: number): Container => {
  const number = (name: Parameters<typeof recordHeader.number>[1]) => recordHeader.number(bytes, name, at)
  const [creator, notification] = [guidAt(bytes, 'CREATOR_ID', at), guidAt(bytes, 'NOTIFICATION_TYPE', at)]
  const flags = number('FLAGS') ?? 0n
  const words = HEADER_FLAGS.filter((_, bit) => ((flags >> BigInt(bit)) & 1n) === 1n)
  const length = Number(number('RECORD_LENGTH') ?? 0n)
  return {
    at,
    severity: number('ERROR_SEVERITY') ?? NO_SEVERITY,
    reporter: creator === LINUX_CREATOR ? 'erst' : 'file',
    previousBoot: (flags & OF_PREVIOUS_BOOT) !== 0n || notification === BOOT_NOTIFICATION,
    time: timeOf(number('TIMESTAMP')),
    fields: {
      creator,
      notification,
      record_id: `0x${(number('RECORD_ID') ?? 0n).toString(16)}`,
      ...(words.length === 0 ? {} : {record_flags: words.join(', ')}),
    },
    sections: descriptorsOf(bytes, at),
    end: at + Math.max(length, recordHeader.size),
  }
}

const entryAt = (bytes: Uint8Array, at: number): Found | undefined => {
  const type = dataEntry.slice(bytes, 'SECTION_TYPE', at)
  if (type === undefined) return undefined
  const number = (name: Parameters<typeof dataEntry.number>[1]) => dataEntry.number(bytes, name, at) ?? 0n
  const timed = number('REVISION') >= REVISION_WITH_TIME
  const [fruId, fruText] = [dataEntry.slice(bytes, 'FRU_ID', at), dataEntry.slice(bytes, 'FRU_TEXT', at)]
  return {
    guid: guidText(type),
    at: at + dataEntry.size + (timed ? TIME_BYTES : 0),
    length: Number(number('ERROR_DATA_LENGTH')),
    severity: number('ERROR_SEVERITY'),
    flags: number('FLAGS'),
    ...(fruId === undefined ? {} : {fruId}),
    ...(fruText === undefined ? {} : {fruText}),
  }
}

/** A status block, as the boot error region holds it. */
const blockAt = (bytes: Uint8Array, at: number): Container => {
  const count = entriesOf(bytes, at)
  const end = at + statusBlock.size + Number(statusBlock.number(bytes, 'DATA_LENGTH', at) ?? 0n)
  const sections: Found[] = []
  for (let place = at + statusBlock.size; sections.length < count && place < end; ) {
    const entry = entryAt(bytes, place)
    if (entry === undefined) break
    sections.push(entry)
    place = entry.at + entry.length
  }
  const severity = statusBlock.number(bytes, 'ERROR_SEVERITY', at) ?? NO_SEVERITY
  return {at, severity, reporter: 'bert', previousBoot: true, time: {basis: 'none'}, fields: {}, sections, end}
}

/** The record or block that begins at the offset; undefined when none does. */
export const containerAt = (bytes: Uint8Array, at: number): Container | undefined =>
  isRecord(bytes, at) ? recordAt(bytes, at) : isStatusBlock(bytes, at) ? blockAt(bytes, at) : undefined
