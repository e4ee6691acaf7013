import type {LogLine, LogTime} from '../../logs/log-line.js'
import {readWrittenStamp, readWrittenTime} from '../written-time.js'
import {type SelEntry, sensorTypeOf, shortId} from './sel-entry.js'

/** Cells of a comma-separated row; quoted cells may hold commas. */
export const splitCommas = (text: string): readonly string[] =>
  [...text.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
    (quoted?.replaceAll('""', '"') ?? plain).trim(),
  )

/** Cells of a row; tables of pages and mails close it with a mark of its own. */
export const splitCells = (text: string): readonly string[] => {
  const open = text.trim().replace(/^\||\|$/g, '')
  const cells = open.includes('|') ? open.split('|') : open.includes('\t') ? open.split('\t') : splitCommas(open)
  return cells.map(cell => cell.trim())
}

interface Stamp {
  readonly time?: LogTime
  readonly preInitSeconds?: number
  /** Cells it takes up. */
  readonly cells: number
}

const WITHOUT_CLOCK = /^(?:Pre-Init\b|PostInit$|S(?:ystem|YSTEM) ?(?:Boot|BOOT)?$|Unspecified$)/

//  07/13/2015 | 12:07:44 |        Pre-Init  |0000000015|       2015/07/13 12:07:44 |
const readStamp = (cells: readonly string[]): Stamp | undefined => {
  const [first = '', second = ''] = cells
  if (WITHOUT_CLOCK.test(first)) {
    const seconds = /^\d{1,10}$/.test(second) ? Number(second) : undefined
    return seconds === undefined
      ? {cells: /^[\d:]+$/.test(second) || second === first ? 2 : 1}
      : {preInitSeconds: seconds, cells: 2}
  }
  const apart = readWrittenTime(first, second, 'month-first')
  if (apart) return {time: apart, cells: 2}
  const joined = readWrittenStamp(first, 'month-first')
  return joined ? {time: joined, cells: 1} : undefined
}

const DIRECTION = /^(?:(?:de)?assert(?:ed|ion)(?: event)?)$/i
const isDeasserted = (text: string): boolean => /\bdeassert/i.test(text)

/** FreeIPMI and web consoles print name and type in cells of their own, and grade the event. */
/** Who wrote the entry, where a cell of its own says so. */
const WRITERS = /^(?:CIMC|BIOS|BMC|SMI|IPMI|EFI)$/

const GRADES = /^(?:Nominal|Warning|Critical|N\/A|Information(?:al)?|Info|OK|Ok|Non-Critical|Major|Minor)$/

const ID = /^(?:0x)?[0-9a-f]{1,5}$/i

interface Words {
  readonly sensor: string
  readonly type?: string
  readonly event: string
}

const readWords = (cells: readonly string[]): Words => {
  const told = cells.filter(cell => !DIRECTION.test(cell) && !GRADES.test(cell) && !WRITERS.test(cell))
  const [first = '', second = '', ...more] = told
  const [own, next] = [sensorTypeOf(first), sensorTypeOf(second)]
  if (own === undefined && next === second && next !== undefined)
    return {sensor: `${second} ${first}`, type: next, event: more.join(' | ')}
  const isEvent = /disabled|scrub|throttled|initialization/i.test(second)
  if (own !== undefined && first === own && more.length > 0 && next === own && !isEvent)
    return {sensor: second, type: own, event: more.join(' | ')}
  return {sensor: first, ...(own === undefined ? {} : {type: own}), event: [second, ...more].join(' | ').trim()}
}

/** A row of `ipmitool sel list` or `elist`, FreeIPMI's `ipmi-sel`, or a web console's export; undefined for other text. */
export const readSelRow = (text: string): SelEntry | undefined => {
  const cells = splitCells(text)
  const [id = ''] = cells
  if (cells.length < 4 || cells.length > 16 || !ID.test(id)) return undefined
  const stamp = readStamp(cells.slice(1))
  if (!stamp) return undefined
  const rest = cells.slice(1 + stamp.cells)
  const {sensor, type, event} = readWords(rest)
  if (sensor === '') return undefined
  const {cells: _, ...when} = stamp
  return {
    id: shortId(id),
    ...when,
    sensor,
    ...(type === undefined ? {} : {type}),
    event,
    asserted: !rest.some(isDeasserted),
    fields: {row: rest.join(' | ')},
  }
}

//   Severity: Critical, Category: System Health, MessageID: MEM0001, Message: Multi-bit memory errors detected on …
//   2017-03-07 23:08:02 MEM0702 Correctable memory error rate exceeded for DIMM_A1.
const DELL =
  /(?:^|, )MessageID: (MEM\d{4}), Message: (\S.{8,300})$|^(MEM\d{4}) (?!Warning |Critical |Informational )(\S.{8,300})$/

/** A message of iDRAC about memory as it goes to syslog, or as its lifecycle log lists it: a code and words. */
const readDellLine = ({text, envelope}: LogLine): SelEntry | undefined => {
  const [row, sent, message, listed, words] = DELL.exec(text.trim()) ?? []
  const event = message ?? words
  if (row === undefined || event === undefined) return undefined
  // A manual lists codes and words too, but no times, and grades between them.
  if (listed !== undefined && envelope.time.basis === 'none') return undefined
  return {id: '', sensor: `Memory ${sent ?? listed}`, type: 'Memory', event, asserted: true, fields: {row}}
}

//   ipmievd[123]: Memory sensor Mmry ECC Sensor - Uncorrectable ECC Asserted
/** An event as the daemon of ipmitool passes it to syslog: no number, syslog's time. */
const readIpmievd = ({text}: LogLine): SelEntry | undefined => {
  const [, name = '', event] = /^Memory sensor ?(.{0,60}?) ?- (.{3,120}?)$/.exec(text.trim()) ?? []
  if (event === undefined) return undefined
  const words = event.replace(/ ?\(?(?:de)?asserted\)?$/i, '')
  return {
    id: '',
    sensor: `Memory ${name}`.trim(),
    type: 'Memory',
    event: words,
    asserted: !isDeasserted(event),
    fields: {row: text.trim()},
  }
}

/** An event that a daemon or a controller sent to syslog, whose time is the line's. */
export const readDaemonLine = (line: LogLine): SelEntry | undefined => readIpmievd(line) ?? readDellLine(line)
