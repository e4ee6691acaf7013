// The bench of bulk work: large logs, packed logs, many logs, against the tools that one would use instead.
import {spawnSync} from 'node:child_process'
import {appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {writeJournal, writeSyslog} from './bench-logs.mjs'
import {CLI, isInstalled, peakMemory, race, shell, wall} from './bench-race.mjs'
import {atLeast, atMost, sameHits, skipped} from './bench-table.mjs'

const LITERALS = [
  ...['Machine Check', 'EDAC MC', 'Hardware Error', 'Memory failure', 'Kernel panic', 'Linux version', 'MCE 0x'],
  ...['mirrored memory', 'soft offline', 'CMCI storm', 'Command line:', 'efi: mem'],
]
const PATTERNS = LITERALS.map(text => `-e '${text}'`).join(' ')

const FULL = {plain: 1024, packed: 256, journal: 1024, hosts: 2000, hostBytes: 320, memory: [256, 1024, 4096]}
const QUICK = {plain: 256, packed: 64, journal: 128, hosts: 200, hostBytes: 320, memory: [64, 256]}

const ours = (name, line) => shell(name, `${process.execPath} ${CLI} ${line}`)

/** Records that `detect` counts in paths, of the dialect whose lines the generator sows. */
function counted(...paths) {
  const {inputs} = JSON.parse(wall(process.execPath, [CLI, 'detect', '--json', '-q', ...paths]).out)
  const dialects = inputs.flatMap(input => input.dialects)
  return dialects.filter(({id}) => id === 'kernel-edac').reduce((sum, {count}) => sum + count, 0)
}

function heading(work, lines, records) {
  console.log(`\n${work}`)
  console.log(`  ${sameHits(work, records, Number(lines))}`)
}

/** One race of ours against others, `{name, line, target, needs}`; a row of the table for each. */
function compare(work, mine, others, {rounds, megabytes, out}) {
  const isHere = ({name, needs, target}) =>
    needs === undefined ||
    isInstalled(needs) ||
    skipped(`${work} / ${name}`, `≥ ${target}×`, `${needs} is not installed`)
  const here = others.filter(isHere)
  const to = ({name, line}) => shell(name, `{ ${line}; } > ${out}`)
  const times = race([mine, ...here.map(to)], rounds)
  const rate = name => `${(megabytes / (times[name] / 1000)).toFixed(0).padStart(6)} MiB/s`
  console.log(`  ${mine.name.padEnd(34)} ${rate(mine.name)}`)
  for (const {name, target} of here)
    console.log(
      `  ${name.padEnd(34)} ${rate(name)}  ours is ${atLeast(`${work} / ${name}`, times[name] / times[mine.name], target)}`,
    )
  return times
}

/** The same bytes over and over, in a file of about so many MiB of text: text, or members of gzip one behind the other. */
function repeat(path, from, times) {
  copyFileSync(from, path)
  const bytes = readFileSync(from)
  for (let time = 1; time < times; time += 1) appendFileSync(path, bytes)
}

/** Two jobs against one, and what the machine has to give to two at once. */
function twoJobs(path, {megabytes, rounds, out}) {
  const [one, two] = [1, 2].map(jobs => ours(`${jobs}`, `detect -q -j${jobs} ${path} > ${out}`))
  const start = ours('start', `detect -q -j1 samples/kernel-panic-unmirrored.log > ${out}`)
  const scan = `grep -cF -e 'EDAC MC' ${path} > ${out}`
  const greps = [shell('grep', scan), shell('grep twice', `{ ${scan} & ${scan}2 & wait; }`)]
  const times = race([one, two, start, ...greps], rounds)
  console.log(`  two jobs against one: ${atLeast('two jobs / one', times['1'] / times['2'], 1.6)}`)
  const [alone, both] = [times['1'] - times.start, times['2'] - times.start]
  console.log(
    `  (start of the program left out: ${(alone / both).toFixed(2)}×, one thread ${(megabytes / (alone / 1000)).toFixed(0)} MiB/s)`,
  )
  const room = (2 * times.grep) / times['grep twice']
  console.log(
    `  (what the machine had to give: two greps at once were ${room.toFixed(2)}× as fast as one after the other)`,
  )
}

async function plain(folder, sizes, rounds) {
  const [path, out] = ['syslog', 'out'].map(name => join(folder, name))
  const work = `plain syslog, ${sizes.plain} MiB, one thread`
  await writeSyslog(path, sizes.plain)
  heading(work, wall('grep', ['-c', '1 CE memory', path]).out, counted(path))
  const others = [
    {name: 'grep -cF, 12 strings', line: `grep -cF ${PATTERNS} ${path}`, target: 2},
    {name: 'rg -j1 -cF, 12 strings', line: `rg -j1 -cF ${PATTERNS} ${path}`, target: 0.5, needs: 'rg'},
  ]
  const race = {rounds, megabytes: sizes.plain, out}
  compare(work, ours('detect, one thread', `detect -q -j1 ${path} > ${out}`), others, race)
  twoJobs(path, race)
  rmSync(path)
}

async function gzip(folder, sizes, rounds) {
  const path = join(folder, 'packed.log')
  await writeSyslog(path, sizes.packed)
  spawnSync('gzip', ['-k', path])
  const lines = wall('grep', ['-c', '1 CE memory', path]).out
  const work = `gzip, ${sizes.packed} MiB of text`
  heading(work, lines, counted(`${path}.gz`))
  const others = [
    {name: 'zcat | grep -cF', line: `zcat ${path}.gz | grep -cF ${PATTERNS}`, target: 2.2},
    {name: 'rg -z -cF', line: `rg -z -cF ${PATTERNS} ${path}.gz`, target: 1.8, needs: 'rg'},
  ]
  const out = join(folder, 'out')
  compare(work, ours('detect', `detect -q ${path}.gz > ${out}`), others, {rounds, megabytes: sizes.packed, out})
}

async function journal(folder, sizes, rounds) {
  const path = join(folder, 'journal.json')
  await writeJournal(path, sizes.journal)
  const work = `journal in JSON, ${sizes.journal} MiB, one thread`
  heading(work, wall('grep', ['-c', '1 CE memory', path]).out, counted(path))
  const others = [{name: 'grep -cE', line: `grep -cE '${LITERALS.join('|')}' ${path}`, target: 1.3}]
  const out = join(folder, 'out')
  compare(work, ours('detect, one thread', `detect -q -j1 ${path} > ${out}`), others, {
    rounds,
    megabytes: sizes.journal,
    out,
  })
  rmSync(path)
}

async function archives(folder, sizes, rounds) {
  const hosts = join(folder, 'hosts')
  mkdirSync(hosts)
  for (let host = 0; host < sizes.hosts; host += 1) {
    const path = join(hosts, `rx${String(host).padStart(4, '0')}.log`)
    await writeSyslog(path, sizes.hostBytes / 1024, 1000 + host)
  }
  const [tar, zip, out] = ['hosts.tar.gz', 'hosts.zip', 'out'].map(name => join(folder, name))
  const megabytes = (sizes.hosts * sizes.hostBytes) / 1024
  const race = {rounds, megabytes, out}
  spawnSync('tar', ['czf', tar, '-C', folder, 'hosts'])
  const lines = wall('bash', ['-c', `tar xzOf ${tar} | grep -c '1 CE memory'`]).out
  const packed = `tar.gz of ${sizes.hosts} logs, ${megabytes.toFixed(0)} MiB, analyses written`
  heading(packed, lines, counted(tar))
  const batch = ours('batch', `batch -q --out ${folder}/set ${tar} > ${out} 2>&1; rm -rf ${folder}/set`)
  const unpacked = {name: 'tar xzO | grep -cF', line: `tar xzOf ${tar} | grep -cF ${PATTERNS}`, target: 2}
  compare(packed, batch, [unpacked], race)
  const zipped = 'zip of the same'
  if (!isInstalled('zip') || !isInstalled('unzip')) return skipped(zipped, '≥ 2.5×', 'zip or unzip is not installed')
  spawnSync('zip', ['-qr', zip, 'hosts'], {cwd: folder})
  heading(zipped, lines, counted(zip))
  const others = [{name: 'unzip -p | grep -cF', line: `unzip -p ${zip} | grep -cF ${PATTERNS}`, target: 2.5}]
  compare(zipped, ours('detect', `detect -q ${zip} > ${out}`), others, race)
}

/** Flat enough: what the allocator keeps differs by so much from run to run. */
const FLAT = 1.15

async function memory(folder, sizes) {
  const bare = peakMemory(['-e', '0'])
  const [base, grown] = [join(folder, 'base.log'), join(folder, 'grown.log')]
  const [smallest = 0] = sizes.memory
  await writeSyslog(base, smallest)
  spawnSync('gzip', ['-1k', base])
  console.log(`\npeak memory, one thread; bare node ${bare.toFixed(0)} MiB`)
  for (const [kind, from, target] of [
    ['plain', base, 1.5],
    ['gz', `${base}.gz`, 3],
  ]) {
    const peaks = sizes.memory.map(mebibytes => {
      repeat(grown, from, mebibytes / smallest)
      const peak = peakMemory([CLI, 'detect', '-q', '-j1', grown])
      rmSync(grown)
      return peak
    })
    const most = Math.max(...peaks)
    console.log(
      `  ${kind.padEnd(6)} ${peaks.map((peak, index) => `${sizes.memory[index]} MiB: ${peak.toFixed(0)}`).join(', ')}`,
    )
    console.log(`         ${atMost(`peak memory, ${kind} / bare node`, most / bare, target)}`)
    const range = `${smallest} to ${sizes.memory.at(-1)} MiB`
    console.log(`         ${atMost(`peak memory, ${kind}, ${range}: most / smallest file's`, most / peaks[0], FLAT)}`)
  }
}

const ROWS = {plain, gzip, journal, archives, memory}

/** Runs the rows asked for, all of them when none is. */
export async function bulk({quick, rounds, only}) {
  const sizes = quick ? QUICK : FULL
  const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-bench-'))
  writeFileSync(join(folder, 'out'), '')
  try {
    for (const [name, row] of Object.entries(ROWS))
      if (only === undefined || only === name) await row(folder, sizes, rounds)
  } finally {
    rmSync(folder, {recursive: true})
  }
}
