import {readTranslated} from './whea-names.js'

/** One thing a line of an event export says, or where an event begins or ends. */
export type WheaToken =
  | {readonly kind: 'begin' | 'end' | 'xml-follows'}
  | {readonly kind: 'field'; readonly name: WheaField; readonly value: string}
  | {readonly kind: 'extra'; readonly name: string; readonly value: string}

/** Fields events have in every form; MCi registers by the names of the event's data. */
export type WheaField =
  | 'id'
  | 'provider'
  | 'sentence'
  | 'component'
  | 'source'
  | 'type'
  | 'apic'
  | 'date'
  | 'utc'
  | 'computer'
  | 'record'
  | 'bank'
  | 'status'
  | 'addr'
  | 'misc'
  | 'raw'
  | 'physical'
  | 'mask'

/** Names as Event Viewer's text, its details view and the XML print them. */
const NAMES: Readonly<Record<string, WheaField>> = {
  'event id': 'id',
  'reported by component': 'component',
  component: 'component',
  'error source': 'source',
  'error type': 'type',
  'processor apic id': 'apic',
  'processor id': 'apic',
  processornumber: 'apic',
  source: 'provider',
  date: 'date',
  'date and time': 'date',
  computer: 'computer',
  apicid: 'apic',
  mcabank: 'bank',
  'bank number': 'bank',
  mcistat: 'status',
  mciaddr: 'addr',
  mcimisc: 'misc',
  rawdata: 'raw',
  physicaladdress: 'physical',
  'physical address': 'physical',
  physicaladdressmask: 'mask',
}

/** Words that begin a value in text; the longest first, so that `Error Source` is not read as `Source`. */
const TEXT_KEY =
  /(?:^|(?<=[\s"]))(Reported by component|Component|Error Source|Error Type|Processor APIC ID|Processor ID|Physical Address|Log Name|Event ID|Task Category|Date and Time|Bank Number|Source|Date|Level|Keywords|User|OpCode|Computer|Description)(?:: ?|(?= \d{1,5}(?:,| -|$)) )/g

/** `MciStat 0xbe…`, `MCABank: 1` of the details view. */
const DETAIL =
  /(?:^|\s)(ApicId|MCABank|MciStat|MciAddr|MciMisc|PhysicalAddressMask|PhysicalAddress|RawData)\b[:=\s]+([0-9a-fA-Fx]+)/g

const SENTENCE =
  /\bAn? (?:fatal|corrected|recoverable|uncorrected|non-?fatal|deferred|critical) hardware error (?:has )?(?:been )?occurred\b/i

const XML_PART =
  /<Event[ >]|<\/Event>|<EventID[^>]*>(\d{1,5})<|<TimeCreated SystemTime=["']([^"']{1,40})["']|<Computer>([^<]{1,255})<|<Provider Name=["']([^"']{1,120})["']|<EventRecordID>(\d{1,20})<|<Data Name=["']([A-Za-z0-9_]{1,40})["']>([^<]*)<|<Message>([^<]*)/g

const field = (name: WheaField, value: string): WheaToken => ({kind: 'field', name, value: value.trim()})

const XML_FIELDS = ['id', 'utc', 'computer', 'provider', 'record'] as const

const readXmlPart = (match: RegExpMatchArray): readonly WheaToken[] =>
  match[8] === undefined ? [readXmlField(match)] : readWords(match[8])

const readXmlField = (match: RegExpMatchArray): WheaToken => {
  const [whole] = match
  if (whole === '</Event>') return {kind: 'end'}
  for (const [index, name] of XML_FIELDS.entries()) {
    const value = match[index + 1]
    if (value !== undefined) return field(name, value)
  }
  const [name, value] = [match[6], match[7]]
  if (name === undefined || value === undefined) return {kind: 'begin'}
  const known = NAMES[name.toLowerCase()]
  return known ? field(known, value) : {kind: 'extra', name, value: value.trim()}
}

const readTextParts = (text: string): readonly WheaToken[] => {
  const keys = [...text.matchAll(TEXT_KEY)]
  return keys.flatMap((match, index): readonly WheaToken[] => {
    const key = (match[1] ?? '').toLowerCase()
    const value = text.slice(match.index + match[0].length, keys[index + 1]?.index).replace(/[",;]+$/, '')
    const name = NAMES[key]
    if (key === 'log name') return [{kind: 'begin'}]
    return name ? [field(name, name === 'id' ? (/^\d{1,5}/.exec(value.trim())?.[0] ?? '') : value)] : []
  })
}

//   Error,3/5/2019 12:34:56 PM,Microsoft-Windows-WHEA-Logger,18,None,"A fatal hardware error has occurred.
const CSV_HEAD = /^"?(?:Error|Warning|Information|Critical)"?,"?([^",]{6,40})"?,"?([\w-]*WHEA-Logger)"?,"?(\d{1,5})"?,/i

const readCsvHead = (text: string): readonly WheaToken[] => {
  const [, date, provider, id] = CSV_HEAD.exec(text) ?? []
  return date && provider && id
    ? [{kind: 'begin'}, field('date', date), field('provider', provider), field('id', id)]
    : []
}

const readWords = (text: string): readonly WheaToken[] => {
  const sentence = SENTENCE.exec(text)?.[0]
  const provider = /\b(?:Microsoft-Windows-)?WHEA-Logger\b/.exec(text)?.[0]
  const details = [...text.matchAll(DETAIL)].map(([, name = '', value = '']) =>
    field(NAMES[name.toLowerCase()] ?? 'raw', value),
  )
  return [
    ...readCsvHead(text),
    ...readTextParts(text),
    ...(provider ? [field('provider', provider)] : []),
    ...(sentence ? [field('sentence', sentence)] : []),
    ...details,
  ]
}

/** A line in another language or of a PowerShell list; its message may begin on it. */
const readListed = (text: string): readonly WheaToken[] => {
  const found = readTranslated(text)
  if (found === undefined) return []
  const {name, key, value} = found
  if (name === 'begin') return [{kind: 'begin'}, ...(key === 'TimeCreated' ? [field('date', value)] : [])]
  return name === 'id' && !/^\d{1,5}$/.test(value) ? [] : [field(name, value)]
}

/** What one line says of an event, left to right; empty when it says nothing. */
export const readWheaTokens = (text: string): readonly WheaToken[] => {
  if (/^\s*Event Xml:\s*$/i.test(text)) return [{kind: 'xml-follows'}]
  const parts = [...text.matchAll(XML_PART)].flatMap(readXmlPart)
  if (parts.length > 0) return parts
  const words = readWords(text)
  return words.length > 0 && !/^Index\s+:/.test(text) ? words : readListed(text)
}
