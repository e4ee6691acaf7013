import {NO_TIME} from '../clock.js'
import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'
import {decodeQuotedBytes} from '../unquote-text.js'

const ID = 'mail'

const ANNOUNCED = /^Content-Transfer-Encoding:[ \t]*(base64|quoted-printable)[ \t]*\r?$/im

/** A line of a base64 body (RFC 2045, 6.8). */
const BASE64_LINE = /^[A-Za-z0-9+/]{1,1000}={0,2}$/

/** A line whose end is not in sight is cut here. */
const LONGEST_LINE = 65_536

const encoder = new TextEncoder()

type Encoding = 'base64' | 'quoted-printable'

/** Takes the rows of an encoded body; returns the lines that they end. */
interface BodyDecoder {
  /** True where a `=` at the end of a row says that its line goes on. */
  readonly softBreaks?: true
  /** Undefined when the row is none of the body. */
  push(row: string): readonly string[] | undefined
  end(): string
}

/** Splits off whole lines; keeps what has no end yet, up to a bound. */
const createLineKeeper = () => {
  let kept = ''
  return {
    push(text: string): readonly string[] {
      const lines = (kept + text).split('\n')
      kept = lines.pop() ?? ''
      if (kept.length <= LONGEST_LINE) return lines
      const whole = [...lines, kept]
      kept = ''
      return whole
    },
    end: () => kept,
  }
}

const createBase64 = (): BodyDecoder => {
  const decoder = new TextDecoder()
  const lines = createLineKeeper()
  return {
    push: row =>
      BASE64_LINE.test(row) ? lines.push(decoder.decode(Buffer.from(row, 'base64'), {stream: true})) : undefined,
    end: () => lines.end(),
  }
}

/** RFC 2045, 6.7: a row that ends in `=` goes on below; the line's bytes are decoded when it is whole. */
const createQuoted = (): BodyDecoder => {
  const lines = createLineKeeper()
  return {
    softBreaks: true,
    push(row) {
      if (/^--\S/.test(row) && lines.end() === '') return undefined
      return lines.push(row.endsWith('=') ? row.slice(0, -1) : `${row}\n`).map(decodeQuotedBytes)
    },
    end: () => decodeQuotedBytes(lines.end()),
  }
}

const createReader = ({finder}: EntryTools) => {
  const raw = new TextDecoder()
  let announced: Encoding | undefined
  let body: BodyDecoder | undefined
  let rest = ''
  let seen = 0
  let offset = 0
  let ready: LogEntry[] = []

  const tell = (line: string, unterminated = false): void => {
    const text = line.replace(/\r$/, '')
    const byteOffset = offset
    const bytes = encoder.encode(text)
    seen += 1
    ready.push({
      line: seen,
      byteOffset,
      hit: finder.next(bytes, 0, bytes.length) >= 0,
      message: () => text,
      envelope: () => ({id: 'bare', time: NO_TIME}),
      ...(unterminated ? {unterminated} : {}),
    })
  }

  const endBody = (unterminated: boolean): void => {
    const last = body?.end() ?? ''
    if (last !== '') tell(last, unterminated)
    body = undefined
  }

  const readHeader = (text: string): void => {
    const named = ANNOUNCED.exec(text)?.[1]?.toLowerCase()
    if (named === 'base64' || named === 'quoted-printable') announced = named
    else if (text === '' && announced !== undefined) {
      body = announced === 'base64' ? createBase64() : createQuoted()
      announced = undefined
    }
    tell(text)
  }

  const readRow = (row: string): void => {
    const text = row.replace(/\r$/, '')
    const lines = body?.push(text)
    if (lines) for (const line of lines) tell(line)
    else {
      endBody(false)
      readHeader(text)
    }
    offset += encoder.encode(row).length + 1
  }

  return {
    push(chunk: Uint8Array): readonly LogEntry[] {
      const rows = (rest + raw.decode(chunk, {stream: true})).split('\n')
      rest = rows.pop() ?? ''
      if (rest.length > LONGEST_LINE) {
        rows.push(rest)
        rest = ''
      }
      for (const row of rows) readRow(row)
      const entries = ready
      ready = []
      return entries
    },
    end(): {readonly entries: readonly LogEntry[]; readonly totals: EntryTotals} {
      const bytes = offset + encoder.encode(rest).length
      // A quoted row without its end goes on, as if a soft break stood there: what it tells is unterminated.
      if (rest !== '') readRow(body?.softBreaks ? `${rest}=` : rest)
      endBody(true)
      return {entries: ready, totals: {lines: seen, bytes}}
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

/** A saved mail whose body is in base64 or quoted-printable; its lines are a text's, wrapped and quoted as people do. */
export default defineEntryFraming({
  id: ID,
  title: 'mail with an encoded body',
  sniff: head => ANNOUNCED.test(new TextDecoder('latin1').decode(head)),
  isText: true,
  entries,
})
