import {execFileSync} from 'node:child_process'
import {readFileSync, symlinkSync} from 'node:fs'
import {gzipSync} from 'node:zlib'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {hasTool, openAll, workFolder} from './archives.js'

const {path: folder, put, run} = workFolder()
const BIG = Array.from(
  {length: 200_000},
  (_, at) => `Nov 23 04:12:09 db7 kernel: line ${Math.imul(at, 2654435761) >>> 0}\n`,
).join('')
const open = (name: string) => openAll(folder, [`${folder}/${name}`])

put('in/messages', 'now\n')
put('in/big.log', BIG)
put('in/messages.1.gz', gzipSync('before\n'))
symlinkSync('messages', `${folder}/in/link`)

/** Data, name and flags of a member as a writer that hides nothing puts them. */
const put16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8])
const zipOf = (name: string, data: Buffer, {method = 0, flags = 0, size = data.length, crc = 0} = {}): Buffer => {
  const size32 = Buffer.alloc(4)
  size32.writeUInt32LE(size)
  const packed = Buffer.alloc(4)
  packed.writeUInt32LE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(crc)
  const common = Buffer.concat([put16(20), put16(flags), put16(method), Buffer.alloc(4), sum, packed, size32])
  const title = Buffer.from(name)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, put16(title.length), put16(0), title, data])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    put16(20),
    common,
    put16(title.length),
    Buffer.alloc(16),
    title,
  ])
  const where = Buffer.alloc(8)
  where.writeUInt32LE(central.length)
  where.writeUInt32LE(local.length, 4)
  return Buffer.concat([
    local,
    central,
    Buffer.from('PK\x05\x06'),
    Buffer.alloc(4),
    put16(1),
    put16(1),
    where,
    put16(0),
  ])
}

describe.skipIf(!hasTool('zip'))('a ZIP archive (needs the tool zip)', () => {
  it.each([[['-r']], [['-r', '-0']], [['-r', '-fz']], [['-r', '-Z', 'bzip2']]])(
    'gives its members: zip %j',
    async args => {
      run('sh', '-c', `rm -f a.zip; zip -q -y ${args.join(' ')} a.zip in`)
      const {names, texts, notices} = await open('a.zip')
      expect([...names].sort()).toEqual(['a.zip!/in/big.log', 'a.zip!/in/messages', 'a.zip!/in/messages.1.gz'])
      expect(texts['a.zip!/in/big.log'] === BIG).toBe(true)
      expect(texts['a.zip!/in/messages']).toBe('now\n')
      expect(texts['a.zip!/in/messages.1.gz']).toBe('before\n')
      expect(notices).toEqual(['a.zip: members-passed-over'])
    },
  )

  it('may be written as a stream, sizes behind the data', async () => {
    put('b.zip', execFileSync('sh', ['-c', 'zip -q -r - in | cat'], {cwd: folder, maxBuffer: 1 << 28}))
    const {texts, notices} = await open('b.zip')
    expect(texts['b.zip!/in/big.log'] === BIG).toBe(true)
    expect(notices).toEqual([])
  })

  it('may be of what came through a pipe', async () => {
    put('pipe.zip', execFileSync('sh', ['-c', 'cat in/big.log | zip -q - - | cat'], {cwd: folder, maxBuffer: 1 << 28}))
    const {texts, notices} = await open('pipe.zip')
    expect(texts['pipe.zip!/-'] === BIG).toBe(true)
    expect(notices).toEqual([])
  })

  it('inside other archives is copied aside and read', async () => {
    run(
      'sh',
      '-c',
      'zip -q -r inner.zip in/messages in/messages.1.gz && tar -czf mid.tar.gz inner.zip && zip -q -0 outer.zip mid.tar.gz',
    )
    const {texts, notices} = await open('outer.zip')
    expect(texts).toEqual({
      'outer.zip!/mid.tar.gz!/inner.zip!/in/messages': 'now\n',
      'outer.zip!/mid.tar.gz!/inner.zip!/in/messages.1.gz': 'before\n',
    })
    expect(notices).toEqual([])
  })

  it('with a password is said to be encrypted', async () => {
    run('sh', '-c', 'zip -q -P secret locked.zip in/messages')
    const {names, notices} = await open('locked.zip')
    expect(names).toEqual([])
    expect(notices).toEqual(['locked.zip!/in/messages: unsupported-format lost'])
  })

  it('cut anywhere gives what stands before the cut, and says so', async () => {
    run('sh', '-c', 'rm -f c.zip; zip -q -r c.zip in; zip -q -r - in > d.zip')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('c.zip', 'd.zip'), fc.nat(), async (name, seed) => {
        const whole = readFileSync(`${folder}/${name}`)
        put('cut', whole.subarray(0, 40 + (seed % (whole.length - 41))))
        const {texts, notices} = await open('cut')
        expect(BIG.startsWith(texts['cut!/in/big.log'] ?? '')).toBe(true)
        expect(notices.some(notice => notice.endsWith('input-truncated lost'))).toBe(true)
      }),
      {numRuns: 15},
    )
    const whole = readFileSync(`${folder}/c.zip`)
    put('half', whole.subarray(0, whole.lastIndexOf('PK\x01\x02') - 400))
    const {texts} = await open('half')
    expect(Object.keys(texts).length).toBeGreaterThan(0)
  })

  it('says of flipped bits that something is wrong', async () => {
    run('sh', '-c', 'rm -f e.zip; zip -q -r e.zip in')
    const whole = readFileSync(`${folder}/e.zip`)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async at => {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ 0x10
        put('flipped', bytes)
        const {texts, notices} = await open('flipped')
        const isWhole = texts['flipped!/in/big.log'] === BIG && texts['flipped!/in/messages'] === 'now\n'
        expect(isWhole || notices.length > 0 || !('flipped!/in/big.log' in texts)).toBe(true)
      }),
      {numRuns: 25},
    )
  })
})

describe('a ZIP archive made by hand', () => {
  it('with a method that is not read says which', async () => {
    put('lzma.zip', zipOf('a.log', Buffer.from('x'), {method: 14}))
    const {sources, notices} = await open('lzma.zip')
    expect(notices).toEqual(['lzma.zip!/a.log: unsupported-format lost'])
    expect(sources[0]?.notices()[0]?.message).toContain('LZMA')
  })

  it('that lies about a size or a checksum is said to be damaged, its text kept', async () => {
    put('lie.zip', zipOf('a.log', Buffer.from('text\n'), {crc: 7}))
    const {texts, notices} = await open('lie.zip')
    expect(texts).toEqual({'lie.zip!/a.log': 'text\n'})
    expect(notices).toEqual(['lie.zip!/a.log: input-damaged lost'])
  })

  it('takes no name for a path', async () => {
    put('names.zip', zipOf('../../up\nnow.log', Buffer.from('x\n'), {crc: 0x9dbb9d0f, flags: 0x800}))
    expect((await open('names.zip')).names).toEqual(['names.zip!/../../up?now.log'])
  })

  it('may be empty', async () => {
    put('empty.zip', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]))
    expect(await open('empty.zip')).toMatchObject({names: [], notices: []})
  })
})
