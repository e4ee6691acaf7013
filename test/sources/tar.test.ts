import {execFileSync} from 'node:child_process'
import {readFileSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs'
import {gzipSync} from 'node:zlib'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {openAll, workFolder} from './archives.js'
import {tarMember, tarOf} from './tar-bytes.js'

const {path: folder, put, run} = workFolder()
const LONG = `${'long-folder-name/'.repeat(12)}kern.log`
const BIG = Array.from({length: 3000}, (_, at) => `Nov 23 04:12:09 db7 kernel: line ${at}\n`).join('')

put('in/var/log/messages', 'now\n')
put('in/var/log/empty', '')
put('in/var/log/kern.log', BIG)
put('in/var/log/messages.1.gz', gzipSync('before\n'))
put(`in/${LONG}`, 'far down\n')
symlinkSync('messages', `${folder}/in/var/log/syslog`)
execFileSync('ln', [`${folder}/in/var/log/messages`, `${folder}/in/var/log/other-name`])
execFileSync('mkfifo', [`${folder}/in/pipe`])
const INSIDE = ['kern.log', 'messages', 'messages.1.gz'].map(name => `var/log/${name}`)

const open = (name: string) => openAll(folder, [`${folder}/${name}`])

describe.each(['gnu', 'pax', 'ustar', 'v7', 'oldgnu'])('a tar archive of the form %s', form => {
  const member = (name: string): string => `${form}.tar!/${name}`

  it('gives its members under their names, links and pipes counted', async () => {
    const long = form === 'v7' || form === 'ustar' ? ['--exclude=long*', '--exclude=pipe'] : []
    run('tar', `--format=${form}`, '--sort=name', ...long, '-C', 'in', '-cf', `${form}.tar`, '.')
    const {names, texts, notices} = await open(`${form}.tar`)
    expect(names.filter(name => name.includes('var/'))).toEqual(
      [member('var/log/empty'), ...INSIDE.map(member)].filter(name => names.includes(name)),
    )
    expect(texts[member('var/log/kern.log')]).toBe(BIG)
    expect(texts[member('var/log/messages')]).toBe('now\n')
    expect(texts[member('var/log/messages.1.gz')]).toBe('before\n')
    if (long.length === 0) expect(texts[member(LONG)]).toBe('far down\n')
    expect(notices).toEqual([`${form}.tar: members-passed-over`])
  })
})

describe('a tar archive', () => {
  it('keeps the time of its members', async () => {
    run('tar', '--mtime=2023-11-23 04:12:09Z', '-C', 'in', '-cf', 'timed.tar', 'var/log/messages')
    const {streams} = await open('timed.tar')
    expect(streams.map(({mtimeMs}) => mtimeMs)).toEqual([Date.UTC(2023, 10, 23, 4, 12, 9)])
  })

  it.each([
    ['--format=gnu'],
    ['--format=pax', '--sparse-version=0.0'],
    ['--format=pax', '--sparse-version=0.1'],
    ['--format=pax', '--sparse-version=1.0'],
  ])('gives sparse files as they were: %s %s', async (...args) => {
    const sparse = put('sparse.log', 'head\n')
    truncateSync(sparse, 1_000_000)
    for (let at = 1; at < 40; at += 1)
      execFileSync('dd', [`of=${sparse}`, 'bs=1', `seek=${at * 100_000}`, 'conv=notrunc'], {
        input: `part ${at}\n`,
        stdio: ['pipe', 'ignore', 'ignore'],
      })
    truncateSync(sparse, 4_200_000)
    run('tar', ...args, '--sparse', '-cf', 'sparse.tar', 'sparse.log', 'in/var/log/messages')
    const {texts, notices} = await open('sparse.tar')
    expect(texts['sparse.tar!/sparse.log'] === readFileSync(sparse, 'latin1')).toBe(true)
    expect(texts['sparse.tar!/in/var/log/messages']).toBe('now\n')
    expect(notices).toEqual([])
  })

  it('may have sizes in base 256, and others behind it', async () => {
    run('tar', '--format=gnu', '-C', 'in', '-cf', 'one.tar', 'var/log/messages')
    const bytes = readFileSync(`${folder}/one.tar`)
    bytes.fill(0, 124, 136)
    bytes[124] = 0x80
    bytes[135] = 4
    bytes.fill(32, 148, 156)
    const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0)
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    put('two.tar', Buffer.concat([bytes, bytes, Buffer.alloc(1024, 0)]))
    const {streams, notices} = await open('two.tar')
    expect(streams.map(({text}) => text)).toEqual(['now\n', 'now\n'])
    expect(notices).toEqual([])
  })

  it('tells the sizes of its members, not what is none', async () => {
    const record = (text: string): string => `${text.length + 4} ${text}\n`
    const data = Buffer.concat([Buffer.from('now\n'), Buffer.alloc(508)])
    const inRecord = [tarMember('pax', record('size=000004'), 'x'), tarMember('a.log', ''), data]
    const ofNoSize = [tarMember('pax', record('GNU.sparse.map=0,4'), 'x'), tarMember('b.log', 'now\n')]
    put('sizes.tar', Buffer.concat([...inRecord, ...ofNoSize, tarOf([['c.log', 'now\n']])]))
    const {streams} = await open('sizes.tar')
    expect(streams.map(({text, size}) => [text, size])).toEqual([
      ['now\n', 4],
      ['now\n', undefined],
      ['now\n', 4],
    ])
  })

  it('is read on behind damage, which is said', async () => {
    run('tar', '--sort=name', '-C', 'in', '-cf', 'hurt.tar', 'var/log')
    const bytes = readFileSync(`${folder}/hurt.tar`)
    const at = bytes.indexOf('var/log/messages')
    bytes.fill(0xff, at, at + 300)
    writeFileSync(`${folder}/hurt.tar`, bytes)
    const {texts, notices} = await open('hurt.tar')
    expect(texts['hurt.tar!/var/log/kern.log']).toBe(BIG)
    expect(texts['hurt.tar!/var/log/messages.1.gz']).toBe('before\n')
    expect(notices).toContain('hurt.tar: input-damaged lost')
  })

  it('cut anywhere gives what stands before the cut, and says so', async () => {
    run('tar', '-C', 'in', '-czf', 'whole.tgz', 'var/log/messages', 'var/log/kern.log')
    const whole = readFileSync(`${folder}/whole.tgz`)
    const plain = execFileSync('gzip', ['-dc'], {input: whole})
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(whole, plain), fc.nat(), async (bytes, seed) => {
        // The end of a tar archive is filled with zeros: a cut there takes nothing away.
        const most = bytes === whole ? whole.length : plain.lastIndexOf('line 2999') + 20
        put('cut', bytes.subarray(0, 520 + (seed % (most - 520))))
        const {texts, notices} = await open('cut')
        const text = texts['cut!/var/log/kern.log'] ?? ''
        expect(BIG.startsWith(text)).toBe(true)
        expect(notices.some(notice => notice.endsWith('input-truncated lost'))).toBe(true)
      }),
      {numRuns: 25},
    )
  })

  it('takes no name for a path, and no name breaks a line', async () => {
    const names = ['../../up.log', '/absolute.log', 'two\nlines.log', '\u001b[31mred.log', 'a\u202eb.log']
    put('names.tar', tarOf(names.map(name => [name, 'x\n'])))
    const opened = await open('names.tar')
    expect(opened.names).toEqual(
      ['../../up.log', 'absolute.log', 'two?lines.log', '?[31mred.log', 'a?b.log'].map(name => `names.tar!/${name}`),
    )
    expect(opened.notices).toEqual([])
  })
})
