import {readWrittenStamp} from '../written-time.js'
import {type SelEntry, sensorTypeOf, shortId} from './sel-entry.js'

/**
 * Keys of the blocks that `ipmitool -v sel list`, `sel get`, `esxcli hardware ipmi sel list`, `racadm getsel`, `racadm
 * lclog view` and `omreport system` print.
 */
const KEYS: Readonly<Record<string, keyof Named>> = {
  'sel record id': 'id',
  'record id': 'id',
  record: 'id',
  seqnumber: 'id',
  timestamp: 'stamp',
  when: 'stamp',
  'date/time': 'stamp',
  'date and time': 'stamp',
  'sensor type': 'type',
  'sensor id': 'sensorName',
  'sensor number': 'number',
  'event direction': 'direction',
  'event data': 'data',
  description: 'words',
  message: 'words',
}

interface Named {
  id?: string
  stamp?: string
  type?: string
  sensorName?: string
  number?: string
  direction?: string
  data?: string
  words?: string
}

/** A block in the making. */
export interface SelBlock {
  readonly named: Readonly<Named>
  readonly fields: Readonly<Record<string, string>>
}

const MOST_FIELDS = 40

/** `Event Data             : a10004`; undefined for lines that are no field of a block. */
export const readSelField = (text: string): {readonly key: string; readonly value: string} | undefined => {
  const [, key, value] = /^\s*([A-Z][A-Za-z /-]{2,40}?)\s*(?::|(?<= )= )\s*(.*?)\s*$/.exec(text) ?? []
  return key && value !== undefined ? {key, value} : undefined
}

/** True for the field with which a block begins; `Record:2` alone does where `Record Id` repeats it. */
export const beginsBlock = ({key, value}: {key: string; value: string}): boolean =>
  (/^(?:SEL Record ID|Record Id|SeqNumber)$/.test(key) || key === 'Record') && /^(?:0x)?[0-9a-f]{1,6}$/i.test(value)

/** `omreport` begins its blocks with a grade and numbers none of them. */
export const beginsUnnumbered = ({key, value}: {key: string; value: string}): boolean =>
  key === 'Severity' && /^(?:Critical|Non-Critical|Ok|Unknown)$/i.test(value)

/** The block with one more field. */
export const addSelField = (block: SelBlock | undefined, {key, value}: {key: string; value: string}): SelBlock => {
  const {named, fields} = block ?? {named: {}, fields: {}}
  const name = KEYS[key.toLowerCase()]
  const full = Object.keys(fields).length >= MOST_FIELDS
  return {
    named: name === undefined || named[name] !== undefined ? named : {...named, [name]: value},
    fields: full ? fields : {...fields, [key]: value},
  }
}

const readBytes = (text: string | undefined): SelEntry['bytes'] => {
  const digits = text?.replace(/0x|\s/gi, '') ?? ''
  const [, one, two, three] = /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(digits) ?? []
  return one && two && three
    ? [Number.parseInt(one, 16), Number.parseInt(two, 16), Number.parseInt(three, 16)]
    : undefined
}

const preInitOf = (stamp: string): number | undefined => {
  const digits = /^Pre-Init\D*(\d{1,10})?/.exec(stamp)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** What a block tells; undefined when it has neither number nor words. */
export const closeSelBlock = ({named, fields}: SelBlock): SelEntry | undefined => {
  const {id, stamp = '', type, sensorName, number, direction = '', data, words = ''} = named
  if (words === '' && (id === undefined || data === undefined)) return undefined
  if (id === undefined && (stamp === '' || fields.Severity === undefined)) return undefined
  const time = readWrittenStamp(stamp, 'month-first')
  const preInitSeconds = preInitOf(stamp)
  const bytes = readBytes(data)
  const known = sensorTypeOf(type ?? words.replace(/^(?:De)?[Aa]ssert \+ /, ''))
  const sensor = [type, sensorName ?? (number === undefined ? undefined : `#0x${number}`)]
    .filter(part => part)
    .join(' ')
  return {
    id: id === undefined ? '' : shortId(id),
    ...(time === undefined ? {} : {time}),
    ...(preInitSeconds === undefined ? {} : {preInitSeconds}),
    sensor: sensor || words,
    ...(known === undefined ? {} : {type: known}),
    event: words,
    asserted: !/deassert/i.test(direction) && !/^deassert/i.test(words),
    ...(bytes === undefined ? {} : {bytes}),
    fields,
  }
}
