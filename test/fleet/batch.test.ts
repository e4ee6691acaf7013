import {spawn, spawnSync} from 'node:child_process'
import {appendFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck, ROOT} from '../cli/run.js'
import {logOf, put, writeBundles} from './bundles.js'
import {rowsOf, treeOf} from './dataset.js'

const PANIC = 5
const CORRECTED = 3
const QUIET = 1

/** A folder `in` with a panic, corrected errors and a quiet log, and where its dataset goes. */
function threeLogs(): {folder: string; input: string; out: string} {
  const folder = freshFolder()
  const input = join(folder, 'in')
  for (const index of [PANIC, CORRECTED, QUIET]) put(join(input, `case-${index}.log`), logOf(index))
  return {folder, input, out: join(folder, 'out')}
}

const batch = (...args: readonly string[]) => {
  const {code, out, err} = mirrorcheck(['batch', '--json', ...args])
  return {code, err, totals: out === '' ? undefined : JSON.parse(out)}
}

const partOf = (out: string, kind: string, content: string): string =>
  [...treeOf(out)].find(([name, text]) => name.startsWith(kind) && text.includes(content))?.[0] ?? ''

describe('a dataset', () => {
  it('holds an analysis, and hosts, incidents and errors a line each, under names that their content gives', () => {
    const {input, out} = threeLogs()
    const {code, totals} = batch(input, '--out', out)
    expect(code).toBe(0)
    expect(totals).toMatchObject({inputs: 3, unchanged: 0, hosts: 3, outages: 1, readings: {read: 3}})
    expect(rowsOf(out, 'errors').length).toBe(totals.errors)
    expect(rowsOf(out, 'incidents').length).toBe(totals.incidents)
    expect(
      rowsOf(out, 'hosts')
        .map(row => row.id)
        .sort(),
    ).toEqual(['node0001', 'node0003', 'node0005'])
    expect(
      [...treeOf(out).keys()].filter(
        name =>
          !/^(dataset\.json|ledger\/(..)\/\2\w{30}\.json|(analyses|hosts|incidents|errors)\/(..)\/\4\w{30}-\w{32}\.(nd)?json)$/.test(
            name,
          ),
      ),
    ).toEqual([])
    const analysis = partOf(out, 'analyses', '"node0005"')
    expect(mirrorcheck(['report', join(out, analysis)]).out).toContain('node0005')
  })

  it('is the same whatever the number of jobs and shards', () => {
    const folder = freshFolder()
    writeBundles(join(folder, 'in'), 14)
    const at = (name: string) => join(folder, name)
    batch(at('in'), '--out', at('one'), '--jobs', '1')
    batch(at('in'), '--out', at('three'), '--jobs', '3')
    const shards = ['2/3', '1/3', '3/3'].map(
      shard => batch(at('in'), '--out', at('shards'), '--shard', shard).totals.inputs,
    )
    expect(shards.reduce((sum, inputs) => sum + inputs, 0)).toBe(14)
    expect(treeOf(at('three'))).toEqual(treeOf(at('one')))
    expect(treeOf(at('shards'))).toEqual(treeOf(at('one')))
  })
})

describe('run again', () => {
  it('leaves what is unchanged, and what has only a new time; reads what changed, and drops what it held before', () => {
    const {input, out} = threeLogs()
    batch(input, '--out', out)
    const before = treeOf(out)
    expect(batch(input, '--out', out).totals.unchanged).toBe(3)
    expect(treeOf(out)).toEqual(before)

    const log = join(input, `case-${CORRECTED}.log`)
    utimesSync(log, new Date('2026-11-21T00:00:00Z'), new Date('2026-11-21T00:00:00Z'))
    expect(batch(input, '--out', out).totals.unchanged).toBe(2)
    const parts = (tree: ReadonlyMap<string, string>) => [...tree].filter(([name]) => !name.startsWith('ledger'))
    expect(parts(treeOf(out))).toEqual(parts(before))
    expect(batch(input, '--out', out).totals.unchanged).toBe(3)

    const errors = rowsOf(out, 'errors').length
    const [last = ''] = readFileSync(log, 'utf8')
      .split('\n')
      .filter(line => line.includes('EDAC'))
    appendFileSync(log, `${last.replace(/T\d\d/, 'T23').replace('page:0x', 'page:0x77')}\n`)
    expect(batch(input, '--out', out).totals.unchanged).toBe(2)
    expect(rowsOf(out, 'errors').length).toBe(errors + 1)
    expect(treeOf(out).size).toBe(before.size)
  })

  it('a same size and time hide a change unless --verify asks for the content', () => {
    const {input, out} = threeLogs()
    batch(input, '--out', out)
    put(join(input, `case-${QUIET}.log`), logOf(QUIET).replaceAll('node0001', 'node0009'))
    expect(batch(input, '--out', out).totals.unchanged).toBe(3)
    batch(input, '--out', out, '--verify')
    expect(
      rowsOf(out, 'hosts')
        .map(row => row.id)
        .sort(),
    ).toEqual(['node0003', 'node0005', 'node0009'])
  })

  it('other settings read everything again', () => {
    const {input, out} = threeLogs()
    batch(input, '--out', out)
    expect(batch(input, '--out', out, '--what-if', 'none').totals.unchanged).toBe(0)
    expect(batch(input, '--out', out, '--what-if', 'none').totals.unchanged).toBe(3)
    expect(batch(input, '--out', out, '--what-if', 'none', '--again').totals.unchanged).toBe(0)
    expect(batch(input, '--out', out, '--what-if', 'none', '--unpack-limit', 'nesting=2').totals.unchanged).toBe(0)
  })

  it('mends a dataset that a power cut left with torn files', () => {
    const {input, out} = threeLogs()
    batch(input, '--out', out)
    const before = treeOf(out)
    truncateSync(join(out, partOf(out, 'ledger', `case-${PANIC}`)), 40)
    truncateSync(join(out, partOf(out, 'errors', 'node0003')), 0)
    writeFileSync(
      join(out, partOf(out, 'incidents', 'node0005').replace(/-\w+\.ndjson/, `-${'0'.repeat(32)}.ndjson`)),
      'left by a run that was killed\n',
    )
    mkdirSync(join(out, '.work/000000000000-1-x'), {recursive: true})
    expect(batch(input, '--out', out).totals.unchanged).toBe(1)
    expect(readdirSync(join(out, '.work'))).toEqual(['000000000000-1-x'])
    expect(treeOf(out)).toEqual(before)
  })

  it('a rotation that stood alone before joins its log', () => {
    const folder = freshFolder()
    const [input, out] = [join(folder, 'in'), join(folder, 'out')]
    put(join(input, 'kern.log.1'), logOf(CORRECTED))
    batch(input, '--out', out)
    put(
      join(input, 'kern.log'),
      logOf(CORRECTED).replaceAll('2026-09-0', '2026-10-0').replaceAll('page:0x', 'page:0x7'),
    )
    expect(batch(input, '--out', out).totals.inputs).toBe(1)
    expect([...treeOf(out).keys()].map(name => name.replace(/\/.*/, '')).sort()).toEqual([
      'analyses',
      'dataset.json',
      'errors',
      'hosts',
      'incidents',
      'ledger',
    ])
  })

  it('keeps what it had of an input that can no longer be read', () => {
    const {input, out} = threeLogs()
    batch(input, '--out', out)
    const rows = rowsOf(out, 'errors').length
    const log = join(input, `case-${PANIC}.log`)
    spawnSync('rm', [log])
    mkdirSync(log)
    const {code, totals} = batch(input, '--out', out)
    expect(code).toBe(4)
    expect(totals.notReadWhole).toMatchObject([{reading: 'not-read', kept: true}])
    expect(rowsOf(out, 'errors').length).toBe(rows)
  })
})

describe('inputs that cannot be read', () => {
  it('are rows of the table, never the end of the run', () => {
    const {input, out} = threeLogs()
    put(join(input, 'cut.gz'), gzipSync(logOf(PANIC)).subarray(0, 900))
    put(join(input, 'noise.bin'), Buffer.from(Array.from({length: 5000}, (_, at) => (at * 7919) % 251)))
    put(join(input, 'empty.log'), '')
    mkdirSync(join(input, 'empty'))
    spawnSync('mkfifo', [join(input, 'pipe')])
    const {code, totals} = batch(input, '--out', out)
    expect(code).toBe(4)
    expect(totals.readings).toEqual({read: 5, 'partly-read': 1, 'not-read': 2, 'broke-down': 0})
    expect(totals.notReadWhole.map(({name}: {name: string}) => name.slice(input.length + 1))).toEqual([
      'cut.gz',
      'empty',
      'pipe',
    ])
    const {out: page} = mirrorcheck(['batch', input, '--out', out])
    expect(page).toContain('▲ read in part')
    expect(page).toContain('✖ not read')
  })

  it('nothing at all ends with 3', () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'in'))
    expect(batch(join(folder, 'in'), '--out', join(folder, 'out'))).toMatchObject({code: 3, totals: {inputs: 0}})
    expect(batch(join(folder, 'no-such'), '--out', join(folder, 'out')).code).toBe(3)
  })

  it('a worker that is killed is started again', async () => {
    const folder = freshFolder()
    writeBundles(join(folder, 'in'), 30)
    const args = ['batch', join(folder, 'in'), '--json', '--jobs', '2', '--out']
    const run = spawn(process.execPath, [join(ROOT, 'bin/mirrorcheck.js'), ...args, join(folder, 'out')], {
      stdio: 'ignore',
    })
    const ended = new Promise(resolve => run.on('exit', resolve))
    let killed = 0
    while (killed < 2 && run.exitCode === null) {
      const {stdout} = spawnSync('pgrep', ['-P', String(run.pid)])
      const [worker] = stdout
        .toString()
        .split('\n')
        .filter(line => line !== '')
      if (worker !== undefined && spawnSync('kill', ['-9', worker]).status === 0) killed += 1
      await new Promise(resolve => setTimeout(resolve, 400))
    }
    expect(await ended).toBe(4)
    expect(killed).toBe(2)
    mirrorcheck([...args, join(folder, 'undisturbed')])
    expect(treeOf(join(folder, 'out'))).toEqual(treeOf(join(folder, 'undisturbed')))
  })
})

describe('wrong use', () => {
  const {folder, input, out} = threeLogs()
  const list = join(folder, 'list')
  writeFileSync(list, join(input, 'case-1.log'))
  it.each([
    [[input], /Missing required flag out/],
    [['--out', out], /name at least one folder/],
    [['-', '--out', out], /--from -/],
    [[input, '--out', out, '--shard', '0/4'], /1\/8/],
    [[input, '--out', list], /cannot write the dataset/],
    [[input, '--out', join(list, 'below')], /cannot write the dataset/],
    [[input, '--out', input], /no dataset of mirrorcheck/],
    [[folder, '--out', join(input, 'deep')], /lies inside the input/],
    [['--from', join(folder, 'no-such'), '--out', out], /is the path right/],
  ])('%j is refused', (args, message) => {
    const {code, err} = batch(...args)
    expect(err).toMatch(message)
    expect(code).toBe(2)
  })

  it('a dataset that cannot be written on says so, and what is done stays', () => {
    const limited = join(folder, 'limited')
    const {status, stderr} = spawnSync('bash', [
      '-c',
      `ulimit -f 8; exec "$0" "$@"`,
      process.execPath,
      join(ROOT, 'bin/mirrorcheck.js'),
      'batch',
      input,
      '--out',
      limited,
    ])
    expect(stderr.toString()).toMatch(/cannot write the dataset .*What is done stays/)
    expect(status).toBe(2)
    expect(batch(input, '--out', limited).code).toBe(0)
    batch(input, '--out', out)
    expect(treeOf(limited)).toEqual(treeOf(out))
  })
})

it('two runs over one dataset do no harm to each other', async () => {
  const folder = freshFolder()
  writeBundles(join(folder, 'in'), 20)
  const start = () => {
    const run = spawn(
      process.execPath,
      [join(ROOT, 'bin/mirrorcheck.js'), 'batch', join(folder, 'in'), '--out', join(folder, 'both')],
      {stdio: 'ignore'},
    )
    return new Promise(resolve => run.on('exit', resolve))
  }
  expect(await Promise.all([start(), start()])).toEqual([4, 4])
  batch(join(folder, 'in'), '--out', join(folder, 'alone'))
  expect(treeOf(join(folder, 'both'))).toEqual(treeOf(join(folder, 'alone')))
})

it('names of files and hosts never become paths, nor act on the terminal', () => {
  const folder = freshFolder()
  const input = join(folder, 'in')
  const names = [
    '..%2f..%2fetc',
    'new\nline.log',
    'esc\u001b[2J.log',
    'ünïcödé 机器.log',
    `${'n'.repeat(250)}.log`,
    '-rf.log',
    'a b$(id)`id`;.log',
  ]
  for (const name of names) put(join(input, name), logOf(PANIC).replaceAll('node0005', 'x'.repeat(300)))
  put(join(input, 'host.log'), logOf(PANIC).replaceAll('node0005', '../../../../etc/cron.d/x'))
  put(join(input, 'plain.log'), logOf(CORRECTED))
  spawnSync('bash', ['-c', `cp "$0/plain.log" "$0/"$'\\xff.log'`, input])
  const out = join(folder, 'out')
  const {out: page, err} = mirrorcheck(['batch', input, '--out', out])
  expect(page + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
  expect(readdirSync(folder).sort()).toEqual(['in', 'out'])
  expect(readdirSync(out).sort()).toEqual(['analyses', 'dataset.json', 'errors', 'hosts', 'incidents', 'ledger'])
  expect([...treeOf(out).keys()].filter(name => !/^[\w.\-/]{10,100}$/.test(name))).toEqual([])
  const list = join(folder, 'list')
  writeFileSync(list, names.map(name => `${join(input, name)}\0`).join(''))
  expect(batch('--from', list, '--out', out).totals).toMatchObject({inputs: names.length, unchanged: names.length})
})
