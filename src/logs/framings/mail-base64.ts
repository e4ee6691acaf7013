import {NO_TIME} from '../clock.js'
import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'

const ID = 'mail-base64'

const ANNOUNCED = /^Content-Transfer-Encoding:[ \t]*base64[ \t]*\r?$/im

/** A line of a base64 body (RFC 2045, 6.8). */
const BODY_LINE = /^[A-Za-z0-9+/]{1,1000}={0,2}$/

/** A line without its end in sight is cut here. */
const LONGEST_LINE = 65_536

const encoder = new TextEncoder()

/** Where a mail's reader is: among headers, behind the one that announces base64, or in a body so written. */
type Part = 'text' | 'announced' | 'body'

const createReader = ({finder}: EntryTools) => {
  const raw = new TextDecoder()
  let decoded = new TextDecoder()
  let part: Part = 'text'
  let rest = ''
  let message = ''
  let seen = 0
  let offset = 0
  let ready: LogEntry[] = []

  const tell = (text: string, unterminated = false): void => {
    const at = offset
    seen += 1
    const bytes = encoder.encode(text)
    ready.push({
      line: seen,
      byteOffset: at,
      hit: finder.next(bytes, 0, bytes.length) >= 0,
      message: () => text,
      envelope: () => ({id: 'bare', time: NO_TIME}),
      ...(unterminated ? {unterminated} : {}),
    })
  }

  const tellWhole = (): void => {
    const lines = message.split('\n')
    message = lines.pop() ?? ''
    for (const text of lines) tell(text)
    if (message.length > LONGEST_LINE) {
      tell(message)
      message = ''
    }
  }

  const endBody = (unterminated: boolean): void => {
    message += decoded.decode()
    tellWhole()
    if (message !== '') tell(message, unterminated)
    message = ''
    decoded = new TextDecoder()
  }

  const readText = (text: string): void => {
    if (ANNOUNCED.test(text)) part = 'announced'
    else if (part === 'announced' && text === '') part = 'body'
    tell(text)
  }

  const readLine = (row: string): void => {
    const text = row.replace(/\r$/, '')
    if (part === 'body' && BODY_LINE.test(text)) {
      message += decoded.decode(Buffer.from(text, 'base64'), {stream: true})
      tellWhole()
    } else {
      if (part === 'body' && (text !== '' || message !== '')) {
        endBody(false)
        if (text !== '') part = 'text'
      }
      readText(text)
    }
    offset += encoder.encode(row).length + 1
  }

  return {
    push(chunk: Uint8Array): readonly LogEntry[] {
      const rows = (rest + raw.decode(chunk, {stream: true})).split('\n')
      rest = rows.pop() ?? ''
      for (const row of rows) readLine(row)
      if (rest.length > LONGEST_LINE) {
        readLine(rest)
        rest = ''
      }
      const entries = ready
      ready = []
      return entries
    },
    end(): {readonly entries: readonly LogEntry[]; readonly totals: EntryTotals} {
      if (rest !== '') readLine(rest)
      if (part === 'body') endBody(true)
      return {entries: ready, totals: {lines: seen, bytes: rest === '' ? offset : offset - 1}}
    },
  }
}

async function* entries(
  bytes: AsyncIterable<Uint8Array>,
  tools: EntryTools,
): AsyncGenerator<readonly LogEntry[], EntryTotals> {
  const reader = createReader(tools)
  for await (const chunk of bytes) yield reader.push(chunk)
  const {entries, totals} = reader.end()
  yield entries
  return totals
}

/** A saved mail with a body in base64, as mail programs write texts that are not plain ASCII. */
export default defineEntryFraming({
  id: ID,
  title: 'mail with a base64 body',
  sniff: head => ANNOUNCED.test(new TextDecoder('latin1').decode(head)),
  entries,
})
