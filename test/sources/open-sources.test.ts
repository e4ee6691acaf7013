import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import evtx from '../../src/sources/codecs/evtx.js'
import gzip from '../../src/sources/codecs/gzip.js'
import sevenZip from '../../src/sources/codecs/seven-zip.js'
import {openSources} from '../../src/sources/open-sources.js'
import {collect, inChunks} from './bytes.js'

let folder = ''
const at = (...names: string[]): string => join(folder, ...names)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-sources-'))
  mkdirSync(at('var', 'log', 'old'), {recursive: true})
  writeFileSync(at('var', 'log', 'messages'), 'now\n')
  writeFileSync(at('var', 'log', 'messages.1.gz'), gzipSync('before\n'))
  writeFileSync(at('var', 'log', 'old', 'kern.log'), 'older\n')
  writeFileSync(at('var', 'log', 'empty'), '')
  writeFileSync(at('[odd] name'), 'odd\n')
  utimesSync(at('var', 'log', 'messages'), 1_700_000_000, 1_700_000_000)
  symlinkSync(at('var'), at('var', 'log', 'old', 'loop'))
  symlinkSync(at('nowhere'), at('var', 'log', 'broken'))
  symlinkSync(at('var', 'log', 'messages'), at('var', 'log', 'syslog'))
  execFileSync('mkfifo', [at('var', 'log', 'pipe')])
})
afterAll(() => rmSync(folder, {recursive: true}))

const open = async (paths: readonly string[], stdin = '') => {
  const {sources, problems} = await openSources(paths, {
    codecs: [gzip, sevenZip, evtx],
    stdin: inChunks(Buffer.from(stdin)),
    nowMs: 1_800_000_000_000,
  })
  const read = await Promise.all(
    sources.map(async source => ({
      name: source.name.replace(`${folder}/`, ''),
      text: (await collect(source.read())).toString(),
      notices: source.notices(),
    })),
  )
  return {sources, read, problems: problems.map(({name, ...rest}) => ({name: name.replace(`${folder}/`, ''), ...rest}))}
}

describe('openSources', () => {
  it('reads a folder in the order of names, each file once, and opens nothing that could block', async () => {
    const {read, problems} = await open([at('var')])
    expect(read.map(({name, text}) => [name, text])).toEqual([
      ['var/log/empty', ''],
      ['var/log/messages', 'now\n'],
      ['var/log/messages.1.gz', 'before\n'],
      ['var/log/old/kern.log', 'older\n'],
    ])
    expect(problems.map(({name, code, lost}) => [name, code, lost])).toEqual([
      ['var/log/broken', 'skipped', false],
      ['var/log/old/loop', 'skipped', false],
      ['var/log/pipe', 'skipped', false],
    ])
    expect(problems[2]?.message).toContain('a pipe')
  })

  it('knows when a file was changed last', async () => {
    const {sources} = await open([at('var', 'log', 'messages'), '-'])
    expect(sources.map(source => source.mtimeMs)).toEqual([1_700_000_000_000, 1_800_000_000_000])
  })

  it('reads globs, unless a file has just that name', async () => {
    const {read} = await open([at('var', '**', '*.gz'), at('[odd] name')])
    expect(read.map(({text}) => text)).toEqual(['before\n', 'odd\n'])
  })

  it('reads standard input once', async () => {
    const {read} = await open(['-', '-'], 'from a pipe\n')
    expect(read).toEqual([{name: '-', text: 'from a pipe\n', notices: []}])
  })

  it('says what, where and what next of a path that leads nowhere', async () => {
    const {problems} = await open([
      at('no', 'such.log'),
      at('*.none'),
      at('var', 'log', 'pipe'),
      at('var', 'log', 'messages', 'below'),
    ])
    expect(problems.map(({name, code, lost}) => [name, code, lost])).toEqual([
      ['no/such.log', 'not-found', true],
      ['*.none', 'no-match', true],
      ['var/log/pipe', 'not-a-file', true],
      ['var/log/messages/below', 'not-found', true],
    ])
    for (const {message} of problems) expect(message).toMatch(/Check|Send|Name/)
  })

  it('opens compression by its bytes, twice over if need be', async () => {
    writeFileSync(at('twice'), gzipSync(gzipSync('inside\n')))
    expect((await open([at('twice')])).read).toEqual([{name: 'twice', text: 'inside\n', notices: []}])
  })

  it('never scans a format that it only knows by name', async () => {
    writeFileSync(at('a.log'), Buffer.from('377abcaf271c0004', 'hex'))
    writeFileSync(at('b.log'), gzipSync(Buffer.from('ElfFile\0')))
    const {read} = await open([at('a.log'), at('b.log')])
    for (const {text, notices} of read) {
      expect(text).toBe('')
      expect(notices.map(({code, lost}) => [code, lost])).toEqual([['unsupported-format', true]])
    }
    expect(read[1]?.notices[0]?.message).toContain('Windows event log')
  })

  it('keeps what was read when reading fails on the way', async () => {
    const failing = async function* () {
      yield Buffer.from('first\n')
      throw Object.assign(new Error('read'), {code: 'EIO'})
    }
    const {sources} = await openSources(['-'], {codecs: [gzip], stdin: failing()})
    const source = sources[0]
    if (!source) throw new Error('no source')
    expect((await collect(source.read())).toString()).toBe('first\n')
    expect(source.notices()).toMatchObject([{code: 'unreadable', lost: true}])
  })

  it('says so when a file vanished or its folder holds nothing', async () => {
    mkdirSync(at('bare'), {recursive: true})
    writeFileSync(at('gone'), 'x')
    const opened = await openSources([at('gone'), at('bare')], {codecs: [], stdin: inChunks(Buffer.alloc(0))})
    rmSync(at('gone'))
    expect(opened.problems).toMatchObject([{code: 'empty-folder', lost: true}])
    const source = opened.sources[0]
    if (!source) throw new Error('no source')
    expect(await collect(source.read())).toHaveLength(0)
    expect(source.notices()).toMatchObject([{code: 'unreadable', lost: true}])
  })
})
