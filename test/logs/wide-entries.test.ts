import {describe, expect, it} from 'vitest'
import {readText} from './read-text.js'

const LINE = 'mce: [Hardware Error]: Machine check events logged'
const CSV = `Time,Line,host\n2023-10-11 08:19:05,"ü 😀 first, of two",db7\n2023-10-11 08:19:06,"${LINE}",db7\n`
const JSON_TEXT = `[\n${JSON.stringify({message: 'ü 😀', host: 'db7'})},\n${JSON.stringify({message: LINE, host: 'db7'})}\n]\n`

const little = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
const big = (text: string): Buffer => little(text).swap16()

describe('entries in UTF-16', () => {
  it.each([
    ['csv-entries', CSV],
    ['json-entries', JSON_TEXT],
  ])('of %s read as those in UTF-8, their offsets being the input’s', async (framing, text) => {
    const narrow = await readText(Buffer.from(text))
    expect(narrow.summary.envelope).toBe(framing)
    for (const bytes of [little(text), big(text), little(text.replaceAll('\n', '\r\n'))]) {
      const wide = await readText(bytes)
      expect(wide.lines.map(line => [line.text, line.envelope])).toEqual(
        narrow.lines.map(line => [line.text, line.envelope]),
      )
      expect(wide.summary).toMatchObject({envelope: framing, bytes: bytes.length})
    }
    const before = Buffer.from(text).subarray(0, narrow.lines.at(-1)?.position.byteOffset).toString()
    expect((await readText(little(text))).lines.at(-1)?.position.byteOffset).toBe(little(before).length)
  })

  it('does not depend on its chunks', async () => {
    const whole = await readText(little(CSV))
    for (const size of [1, 2, 3, 7]) expect((await readText(little(CSV), {chunk: size})).lines).toEqual(whole.lines)
  })
})
