import {readWrittenStamp, readWrittenTime} from '../written-time.js'
import {type SelEntry, sensorTypeOf, shortId} from './sel-entry.js'

/** Event data bytes between brackets: `[a0 02 31]`, `(A00131)`. */
const readBytes = (text: string | undefined): SelEntry['bytes'] => {
  const [one, two, three] = text?.match(/[0-9a-f]{2}/gi) ?? []
  return one && two && three
    ? [Number.parseInt(one, 16), Number.parseInt(two, 16), Number.parseInt(three, 16)]
    : undefined
}

const withBytes = (text: string | undefined): Pick<SelEntry, 'bytes'> => {
  const bytes = readBytes(text)
  return bytes === undefined ? {} : {bytes}
}

const withTime = (time: SelEntry['time']): Pick<SelEntry, 'time'> => (time === undefined ? {} : {time})

const withType = (text: string): Pick<SelEntry, 'type'> => {
  const type = sensorTypeOf(text)
  return type === undefined ? {} : {type}
}

//   003a 12/14/22 23:09:44 MIN EFI  Memory #88  Correctable ECC, DIMM(49) 6f [a0 02 31]
const IPMIUTIL =
  /^([0-9a-f]{4}) (\d\d\/\d\d\/\d\d) (\d\d:\d\d:\d\d) (INF|MIN|MAJ|CRT) +(\S+) +(\S.*?#[0-9a-f]{2}) +(.*?) +([0-9a-f]{2}) \[((?:[0-9a-f]{2} ?){3})\]/i

const readIpmiutil = (text: string): SelEntry | undefined => {
  const [row, id = '', date = '', clock = '', , , sensor = '', event = '', , bytes] = IPMIUTIL.exec(text) ?? []
  if (row === undefined) return undefined
  const time = readWrittenTime(date, clock, 'month-first')
  const asserted = !/\bdeassert/i.test(event)
  const known = {...withTime(time), ...withType(sensor), ...withBytes(bytes)}
  return {id: shortId(id), ...known, sensor, event, asserted, fields: {row}}
}

//   4  slot4  2018-03-13 07:37:12  ipmid  SEL Entry: FRU: 4, Record: Standard (0x02), Time: 2018-03-13 07:37:12, Sensor: MEMORY_ECC_ERR (0x63), Event Data: (A00101) … Assertion
const FLEET =
  /\bSEL Entry: FRU: (\d+), Record: [^,]{1,40}, Time: ([^,]{1,40}), Sensor: ([^,]{1,60}), Event Data: \(([0-9A-F]{6})\) ?(.*)$/i

const readFleetLine = (text: string): SelEntry | undefined => {
  const [row, , stamp = '', sensor = '', bytes, event = ''] = FLEET.exec(text) ?? []
  if (row === undefined) return undefined
  const time = readWrittenStamp(stamp, 'month-first')
  const memory = /\bMEM(?:ORY)?_|\bDIMM/i.test(`${sensor} ${event}`) ? ({type: 'Memory'} as const) : {}
  const asserted = !/\bdeassert/i.test(event)
  const words = event.replace(/ ?\bAssertion\b,?/i, '').trim()
  return {id: '', ...withTime(time), ...memory, ...withBytes(bytes), sensor, event: words, asserted, fields: {row}}
}

//   Event:3 Time:01/29/2014 16:39:57 Assertion: Memory| Event = Uncorrectable ECC@DIMM1A(CPU1)
const SUPERMICRO = /\b((?:De)?[Aa]ssertion): ([A-Z][A-Za-z /]{2,40}?) ?\| ?Event ?= ?(\S.*)$/

const readSupermicro = (text: string): SelEntry | undefined => {
  const [, direction = '', sensor = '', event = ''] = SUPERMICRO.exec(text) ?? []
  if (sensor === '') return undefined
  const id = /^\W*(?:Event:? ?)?(\d{1,5})\b/.exec(text)?.[1] ?? ''
  const [, date = '', clock = ''] = /\b(\d{4}\/\d\d\/\d\d|\d\d\/\d\d\/\d{4}) +(\d\d:\d\d:\d\d)\b/.exec(text) ?? []
  const time = readWrittenTime(date, clock, 'month-first')
  const asserted = !/^de/i.test(direction)
  return {id, ...withTime(time), ...withType(sensor), sensor, event, asserted, fields: {row: text.trim().slice(0, 400)}}
}

//   ID =   12 : 03/05/2019 : 12:34:56 : Memory : sensor : Correctable ECC
const ILOM = /\bID = +([0-9a-f]{1,5}) : (\d\d\/\d\d\/\d{4}) : (\d\d:\d\d:\d\d) : ([^:]{2,60}?) : ([^:]{0,60}?) : (.+)$/

const readIlom = (text: string): SelEntry | undefined => {
  const [row, id = '', date = '', clock = '', type = '', name = '', event = ''] = ILOM.exec(text) ?? []
  if (row === undefined) return undefined
  const time = readWrittenTime(date, clock, 'month-first')
  const asserted = !/\bdeassert/i.test(event)
  const sensor = `${type} ${name}`.trim()
  return {id: shortId(id), ...withTime(time), ...withType(type), sensor, event, asserted, fields: {row}}
}

/** An entry on a line of its own, in the form of tools that print no table: ipmiutil, fleet daemons, Supermicro's, ILOM. */
export const readSelLine = (text: string): SelEntry | undefined =>
  readIpmiutil(text) ?? readFleetLine(text) ?? readSupermicro(text) ?? readIlom(text)
