import {execFileSync} from 'node:child_process'
import {createReadStream, readFileSync} from 'node:fs'
import {deflateRawSync, gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {openSources} from '../../src/sources/open-sources.js'
import type {UnpackLimits} from '../../src/sources/unpack-limits.js'
import {codecs, containers, hasTool, openAll, workFolder} from './archives.js'
import {inChunks} from './bytes.js'
import {tarOf} from './tar-bytes.js'

const {path: folder, put, run} = workFolder()

/** Bytes that come out, and the notices. */
const drain = async (name: string, limits: Partial<UnpackLimits> = {}) => {
  const opened = await openSources([`${folder}/${name}`], {
    codecs,
    containers,
    limits,
    stdin: inChunks(Buffer.alloc(0)),
  })
  let bytes = 0
  const notices: string[] = []
  for (const source of opened.sources) {
    for await (const stream of source.streams?.() ?? []) for await (const chunk of stream.read()) bytes += chunk.length
    for (const {code, message} of source.notices()) notices.push(`${code}: ${message}`)
  }
  return {bytes, notices: notices.join('\n')}
}

const MEBIBYTE = 2 ** 20

/** 80 MiB of zeros, packed. */
const zeros = (tool: string, ...args: readonly string[]): Buffer =>
  execFileSync('sh', ['-c', `head -c ${80 * MEBIBYTE} /dev/zero | ${tool} ${args.join(' ')}`], {maxBuffer: 1 << 28})

describe('a bomb', () => {
  it.each(['gzip', 'xz', 'zstd', 'bzip2', 'lz4'].filter(hasTool))(
    'of %s ends at the ratio, and says how to raise it',
    async tool => {
      put('bomb', zeros(tool, '-c'))
      const {bytes, notices} = await drain('bomb')
      expect(bytes).toBeLessThan(78 * MEBIBYTE)
      expect(notices).toMatch(/unpack-limit: .*--unpack-limit ratio=N/)
      expect((await drain('bomb', {ratio: 1e9})).notices).toBe('')
    },
    60_000,
  )

  it.skipIf(!hasTool('zip'))(
    'of ZIP archives in ZIP archives ends at the ratio (needs the tool zip)',
    async () => {
      put('0', Buffer.alloc(40 * MEBIBYTE))
      run(
        'sh',
        '-c',
        'zip -q 0.zip 0; for i in 1 2 3; do for c in a b c d; do cp $((i-1)).zip $i$c.zip; done; zip -q $i.zip $i?.zip; done',
      )
      const {bytes, notices} = await drain('3.zip', {ratio: 20})
      expect(bytes).toBeLessThan(78 * MEBIBYTE)
      expect(notices).toContain('ratio')
    },
    60_000,
  )

  it('of members that all lie in the same bytes ends at the ratio', async () => {
    const packed = deflateRawSync(Buffer.from('Nov 23 04:12:09 db7 kernel: hello\n'.repeat(300_000)))
    const size = 300_000 * 34
    const header = (magic: string, made: readonly number[], name: string): Buffer => {
      const bytes = Buffer.alloc(made.length + 26)
      bytes.set([...made, 20, 0, 0, 0, 8, 0])
      bytes.writeUInt32LE(packed.length, made.length + 14)
      bytes.writeUInt32LE(size, made.length + 18)
      bytes.writeUInt16LE(name.length, made.length + 22)
      return Buffer.concat([Buffer.from(magic, 'latin1'), bytes])
    }
    const local = Buffer.concat([header('PK\x03\x04', [], 'a'), Buffer.from('a'), packed])
    const entries = Array.from({length: 500}, (_, at) =>
      Buffer.concat([header('PK\x01\x02', [20, 3], `a${at}`), Buffer.alloc(14), Buffer.from(`a${at}`)]),
    )
    const directory = Buffer.concat(entries)
    const end = Buffer.alloc(22)
    end.write('PK\x05\x06', 'latin1')
    end.writeUInt16LE(entries.length, 8)
    end.writeUInt16LE(entries.length, 10)
    end.writeUInt32LE(directory.length, 12)
    end.writeUInt32LE(local.length, 16)
    put('overlap.zip', Buffer.concat([local, directory, end]))
    const {bytes, notices} = await drain('overlap.zip')
    expect(bytes).toBeGreaterThan(size)
    expect(bytes).toBeLessThan(100 * MEBIBYTE)
    expect(notices).toContain('--unpack-limit ratio=N')
  })

  it('of holes in a sparse file ends too', async () => {
    run('sh', '-c', 'truncate -s 8T holes && tar --sparse -cf holes.tar holes')
    const {bytes, notices} = await drain('holes.tar')
    expect(bytes).toBeLessThan(78 * MEBIBYTE)
    expect(notices).toContain('ratio')
  })
})

describe('limits', () => {
  it('of members, nesting, one member and all members end with a notice of their own', async () => {
    for (const name of ['a', 'b', 'c']) put(`many/${name}.log`, `${name}\n`.repeat(2000))
    run('tar', '-cf', 'many.tar', 'many')
    expect((await drain('many.tar', {members: 3})).notices).toContain('--unpack-limit members=N')
    expect((await drain('many.tar', {member: 1000})).notices).toContain('--unpack-limit member=N')
    expect((await drain('many.tar', {total: 5000})).notices).toContain('--unpack-limit total=N')
    let nested = gzipSync('inside\n')
    for (let at = 0; at < 11; at += 1) nested = gzipSync(nested)
    put('nested.gz', nested)
    expect((await drain('nested.gz')).notices).toContain('--unpack-limit nesting=N')
    expect(await drain('nested.gz', {nesting: 12})).toEqual({bytes: 7, notices: ''})
  })

  it.skipIf(!hasTool('zip'))('of copies end with a notice (needs the tool zip)', async () => {
    put('plain.log', 'a line\n'.repeat(1000))
    run('sh', '-c', 'zip -q -0 copy.zip plain.log; gzip -k copy.zip')
    expect((await drain('copy.zip.gz', {spool: 4096})).notices).toContain('--unpack-limit spool=N')
    expect(await drain('copy.zip.gz')).toEqual({bytes: 7000, notices: ''})
  })

  it('tell many members of one kind once', async () => {
    for (let at = 0; at < 60; at += 1) put(`closed/${at}.7z`, Buffer.from('377abcaf271c0004', 'hex'))
    run('tar', '-cf', 'closed.tar', 'closed')
    const {notices} = await openAll(folder, [`${folder}/closed.tar`])
    expect(notices).toHaveLength(21)
    expect(notices.at(-1)).toBe('closed.tar: unsupported-format lost')
  })
})

describe('100,000 members', () => {
  it('are all read', async () => {
    put('many.tgz', gzipSync(tarOf(Array.from({length: 100_000}, (_, at) => [`m/${at}`, 'x\n']))))
    const {bytes, notices} = await drain('many.tgz')
    expect(bytes).toBe(200_000)
    expect(notices).toBe('')
  }, 120_000)

  it('from standard input are read as well as from a file', async () => {
    const stdin = createReadStream(`${folder}/many.tar`)
    const {names} = await openAll(folder, ['-'], {stdin})
    expect([...names].sort()).toEqual(['-!/many/a.log', '-!/many/b.log', '-!/many/c.log'])
    expect(readFileSync(`${folder}/many.tar`).length).toBeGreaterThan(0)
  })
})
