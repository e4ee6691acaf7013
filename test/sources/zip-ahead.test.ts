import zlib, {crc32, deflateRawSync} from 'node:zlib'
import fc from 'fast-check'
import {describe, expect, it, vi} from 'vitest'
import {openSources} from '../../src/sources/open-sources.js'
import {codecs, containers, openAll, workFolder} from './archives.js'
import {inChunks} from './bytes.js'

const {path: folder, put} = workFolder()

/** A member as an honest writer puts it, and where its row or its data lie. */
interface Made {
  readonly name: string
  readonly data: Buffer
  readonly size: number
  readonly crc: number
  readonly method: number
  readonly header: string
}

const number = (value: number, bytes: 2 | 4): Buffer => {
  const all = Buffer.alloc(8)
  all.writeUInt32LE(value)
  return all.subarray(0, bytes)
}

const commonOf = ({name, data, size, crc, method}: Made): Buffer =>
  Buffer.concat([
    number(20, 2),
    number(0, 2),
    number(method, 2),
    Buffer.alloc(4),
    number(crc, 4),
    number(data.length, 4),
    number(size, 4),
    number(name.length, 2),
    number(0, 2),
  ])

const zipOf = (members: readonly Made[]): Buffer => {
  const locals: Buffer[] = []
  const rows: Buffer[] = []
  let at = 0
  for (const one of members) {
    const local = Buffer.concat([Buffer.from(one.header), commonOf(one), Buffer.from(one.name), one.data])
    rows.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        number(20, 2),
        commonOf(one),
        Buffer.alloc(10),
        number(at, 4),
        Buffer.from(one.name),
      ]),
    )
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(rows)
  const count = number(members.length, 2)
  const end = [Buffer.from('PK\x05\x06'), Buffer.alloc(4), count, count, number(directory.length, 4), number(at, 4)]
  return Buffer.concat([...locals, directory, ...end, Buffer.alloc(2)])
}

/** Some lines, different for every `seed`. */
const textOf = (seed: number, bytes: number): Buffer =>
  Buffer.from(
    Array.from({length: Math.ceil(bytes / 40)}, (_, at) =>
      `Nov 23 04:12:09 db${seed} kernel: line ${Math.imul(at + seed, 2654435761) >>> 0}\n`.padStart(40),
    ).join(''),
  )

const honest = (name: string, text: Buffer): Made => ({
  name,
  data: deflateRawSync(text),
  size: text.length,
  crc: crc32(text),
  method: 8,
  header: 'PK\x03\x04',
})

/** What may be wrong with a member, and what is right. */
const TURNS: Readonly<Record<string, (one: Made, text: Buffer) => Made>> = {
  sound: one => one,
  stored: (one, text) => ({...one, method: 0, data: text}),
  'of another checksum': one => ({...one, crc: 1}),
  'longer than told': one => ({...one, size: one.size >> 1}),
  'shorter than told': one => ({...one, size: one.size + 100}),
  'followed by other bytes': one => ({...one, data: Buffer.concat([one.data, Buffer.alloc(1000, 1)])}),
  cut: one => ({...one, data: one.data.subarray(0, one.data.length >> 1)}),
  damaged: one => ({...one, data: Buffer.from(one.data).fill(255, one.data.length >> 1)}),
  'without its header': one => ({...one, header: 'XXXX'}),
}

const member = fc.record({
  turn: fc.constantFrom(...Object.keys(TURNS)),
  bytes: fc.constantFrom(0, 300, 60_000, 70_000, 400_000, 1_500_000),
})

const made = ({turn, bytes}: {turn: string; bytes: number}, at: number): Made => {
  const text = textOf(at, bytes)
  return TURNS[turn]?.(honest(`${at}.log`, text), text) ?? honest(`${at}.log`, text)
}

/** What makes the bytes a ZIP archive whatever follows. */
const FIRST = honest('first.log', textOf(9, 100))

const readAll = (bytes: Buffer) => {
  put('a.zip', bytes)
  return openAll(
    folder,
    ['a.zip'].map(name => `${folder}/${name}`),
  )
}

describe('members of a ZIP archive, the next inflated beside the reading', () => {
  it('are what each is in an archive of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(member, {minLength: 2, maxLength: 6}), async turns => {
        const members = turns.map(made)
        const together = await readAll(zipOf([FIRST, ...members]))
        const apart = []
        for (const one of members) apart.push(await readAll(zipOf([FIRST, one])))
        expect(together.names.slice(1)).toEqual(apart.flatMap(({names}) => names.slice(1)))
        expect(together.notices).toEqual(apart.flatMap(({notices}) => notices))
        for (const {texts} of apart)
          for (const [name, text] of Object.entries(texts)) expect(together.texts[name] === text).toBe(true)
      }),
      {numRuns: 40},
    )
  })

  it('are begun with before the one at hand is read', async () => {
    const inflated = vi.spyOn(Object.getPrototypeOf(zlib.createInflateRaw()), 'write')
    put('a.zip', zipOf([0, 1, 2].map(at => honest(`${at}.log`, textOf(at, 300_000)))))
    const stdin = inChunks(Buffer.alloc(0))
    const {sources} = await openSources([`${folder}/a.zip`], {codecs, containers, stdin})
    for await (const stream of sources[0]?.streams?.() ?? []) {
      for await (const _ of stream.read()) break
      break
    }
    expect(inflated).toHaveBeenCalledTimes(2)
    inflated.mockRestore()
  })

  it('may be left unread, and so may all that follow', async () => {
    const texts = Array.from({length: 8}, (_, at) => textOf(at, 300_000))
    put('a.zip', zipOf(texts.map((text, at) => honest(`${at}.log`, text))))
    const stdin = inChunks(Buffer.alloc(0))
    const {sources} = await openSources([`${folder}/a.zip`], {codecs, containers, stdin})
    let at = 0
    for await (const stream of sources[0]?.streams?.() ?? []) {
      if (at === 6) break
      const chunks: Uint8Array[] = []
      if (at % 3 !== 1) for await (const chunk of stream.read()) chunks.push(chunk)
      if (at % 3 !== 1) expect(Buffer.concat(chunks).equals(texts[at] ?? Buffer.alloc(0))).toBe(true)
      at += 1
    }
    expect(at).toBe(6)
  })

  it('stand before what a damaged directory says, in notices too', async () => {
    const whole = zipOf(Array.from({length: 4}, (_, at) => honest(`${at}.log`, textOf(at, 200_000))))
    const third = whole.lastIndexOf('PK\x01\x02', whole.lastIndexOf('PK\x01\x02') - 1)
    whole.write('XX', third)
    const {names, texts, notices} = await readAll(whole)
    expect(names).toEqual([0, 1, 2, 3].map(at => `a.zip!/${at}.log`))
    expect(texts['a.zip!/1.log'] === textOf(1, 200_000).toString()).toBe(true)
    expect(notices).toEqual(['a.zip: input-truncated lost'])
  })

  it('claim no more room than they are told to need', async () => {
    const bomb = {...honest('bomb.log', Buffer.alloc(16 * 2 ** 20)), size: 100_000}
    const {notices} = await readAll(
      zipOf([honest('0.log', textOf(0, 100_000)), bomb, honest('2.log', textOf(2, 100_000))]),
    )
    expect(notices).toEqual(['a.zip!/bomb.log: input-damaged lost'])
  })
})
