import {readdirSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import type {Codec} from '../../src/sources/source.js'

const folder = fileURLToPath(new URL('../../src/sources/codecs/', import.meta.url))
const ids = readdirSync(folder)
  .filter(name => name.endsWith('.ts') && !name.startsWith('_'))
  .map(name => name.slice(0, -3))
const codecs = await Promise.all(
  ids.map(async id => ({id, codec: ((await import(`${folder}${id}.ts`)) as {default: Codec}).default})),
)

const padded = (bytes: Buffer, at = 0): Buffer => {
  const head = Buffer.alloc(512)
  bytes.copy(head, at)
  return head
}

/** First bytes as the tools write them. */
const HEADS: Readonly<Record<string, Buffer>> = {
  bzip2: padded(Buffer.from('425a6839314159265359', 'hex')),
  cab: padded(Buffer.from('4d534346000000000000', 'hex')),
  compress: padded(Buffer.from('1f9d90', 'hex')),
  cpio: padded(Buffer.from('070701000035C0000081A4000000000000000000000001656F1234000000040000')),
  evtx: padded(Buffer.from('ElfFile\0')),
  gzip: padded(Buffer.from('1f8b0800000000000003', 'hex')),
  'hpe-ahs': padded(Buffer.from('ABJR\x02')),
  'kernel-dump': padded(Buffer.from('KDUMP   \x06')),
  lz4: padded(Buffer.from('04224d186440a7', 'hex')),
  lzma: padded(Buffer.from('5d00008000ffffffffffffffff', 'hex')),
  rar: padded(Buffer.from('Rar!\x1a\x07\x01\0')),
  rpm: padded(Buffer.from('edabeedb0300', 'hex')),
  'seven-zip': padded(Buffer.from('377abcaf271c0004', 'hex')),
  tar: padded(Buffer.from('ustar\x0000'), 257),
  xz: padded(Buffer.from('fd377a585a000004', 'hex')),
  zip: padded(Buffer.from('504b0304', 'hex')),
  zstd: padded(Buffer.from('28b52ffd', 'hex')),
}

describe.each(codecs)('codec $id', ({id, codec}) => {
  it('is named for its file and says what it is', () => {
    expect(codec.id).toBe(id)
    expect(codec.title).not.toBe('')
    for (const ending of codec.endings) expect(ending).toMatch(/^\.[a-zA-Z0-9.~]+$/)
  })

  it('is read, or says what to do instead', () => {
    expect(codec.decode ?? codec.members ?? codec.unsupported).toBeDefined()
    if (codec.unsupported) expect(codec.unsupported).toMatch(/:/)
  })

  it('knows its own first bytes and no others', () => {
    const known = HEADS[id]
    expect(known, `add the first bytes of ${id} to HEADS`).toBeDefined()
    for (const [other, head] of Object.entries(HEADS)) expect(codec.sniff(head), other).toBe(other === id)
  })

  it('takes no text and nothing for its own', () => {
    for (const text of [
      '',
      'B',
      'BZhello, this is text',
      'Nov 23 04:12:09 db7 kernel: mce',
      'PK is a name',
      'Rar! a word',
      '070701 a number',
      'ABJ',
      '\x1f\x8b',
    ])
      expect(codec.sniff(Buffer.from(text)), text).toBe(false)
  })
})
