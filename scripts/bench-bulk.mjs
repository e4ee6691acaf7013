// The bench of bulk work: large logs, packed logs, many logs, against the tools that one would use instead.
import {spawnSync} from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {writeJournal, writeSyslog} from './bench-logs.mjs'
import {CLI, isInstalled, peakMemory, race, shell, verdict, wall} from './bench-race.mjs'

const LITERALS = [
  ...['Machine Check', 'EDAC MC', 'Hardware Error', 'Memory failure', 'Kernel panic', 'Linux version', 'MCE 0x'],
  ...['mirrored memory', 'soft offline', 'CMCI storm', 'Command line:', 'efi: mem'],
]
const PATTERNS = LITERALS.map(text => `-e '${text}'`).join(' ')

const FULL = {plain: 1024, packed: 256, journal: 300, hosts: 2000, hostBytes: 320, memory: [256, 1024, 4096]}
const QUICK = {plain: 256, packed: 64, journal: 64, hosts: 200, hostBytes: 320, memory: [64, 256]}

const ours = (name, line) => shell(name, `${process.execPath} ${CLI} ${line}`)

/** Records that `detect` counts in paths, of the dialect whose lines the generator sows. */
function counted(...paths) {
  const {inputs} = JSON.parse(wall(process.execPath, [CLI, 'detect', '--json', '-q', ...paths]).out)
  const dialects = inputs.flatMap(input => input.dialects)
  return dialects.filter(({id}) => id === 'kernel-edac').reduce((sum, {count}) => sum + count, 0)
}

function heading(title, lines, records) {
  const same = Number(lines) === records
  console.log(
    `\n${title}: ${records} hits${same ? ', the same for all' : `; the other tools count ${lines}: NOT EQUAL`}`,
  )
}

const skipped = (row, tool) => console.log(`  SKIPPED: ${row}: ${tool} is not installed here`)

/** One race of ours against others: `{name, line, target, needs}`. */
function compare(mine, others, {rounds, megabytes, out}) {
  const here = others.filter(({name, needs}) => !needs || isInstalled(needs) || skipped(name, needs))
  const to = ({name, line}) => shell(name, `{ ${line}; } > ${out}`)
  const times = race([mine, ...here.map(to)], rounds)
  const rate = name => `${(megabytes / (times[name] / 1000)).toFixed(0).padStart(6)} MiB/s`
  console.log(`  ${mine.name.padEnd(34)} ${rate(mine.name)}`)
  for (const {name, target} of here)
    console.log(`  ${name.padEnd(34)} ${rate(name)}  ours is ${verdict(times[name] / times[mine.name], target)}`)
  return times
}

/** The same text over and over, in a file of so many MiB. */
function repeat(path, from, mebibytes) {
  copyFileSync(from, path)
  const bytes = readFileSync(from)
  while (statSync(path).size < mebibytes * 1048576) appendFileSync(path, bytes)
}

async function plain(folder, sizes, rounds) {
  const path = join(folder, 'syslog')
  const out = join(folder, 'out')
  await writeSyslog(path, sizes.plain)
  heading(`plain syslog, ${sizes.plain} MiB, sparse`, wall('grep', ['-c', '1 CE memory', path]).out, counted(path))
  const one = ours('detect, one thread', `detect -q -j1 ${path} > ${out}`)
  const others = [
    {name: 'grep -cF, 12 strings', line: `grep -cF ${PATTERNS} ${path}`, target: 2},
    {name: 'rg -j1 -c, 12 strings', line: `rg -j1 -cF ${PATTERNS} ${path}`, target: 0.5, needs: 'rg'},
  ]
  compare(one, others, {rounds, megabytes: sizes.plain, out})
  const two = ours('two', `detect -q -j2 ${path} > ${out}`)
  const scan = `grep -cF -e 'EDAC MC' ${path} > ${out}`
  const [single, double] = [shell('grep', scan), shell('grep twice', `{ ${scan} & ${scan}2 & wait; }`)]
  const nothing = ours('nothing', `detect -q -j1 samples/kernel-panic-unmirrored.log > ${out}`)
  const times = race([one, two, nothing, single, double], rounds)
  console.log(`  two jobs against one               ${verdict(times[one.name] / times.two, 1.6)}`)
  const [alone, both] = [times[one.name] - times.nothing, times.two - times.nothing]
  console.log(
    `  (start of the program left out: ${(alone / both).toFixed(2)}×, one thread ${(sizes.plain / (alone / 1000)).toFixed(0)} MiB/s)`,
  )
  const room = (2 * times.grep) / times['grep twice']
  console.log(
    `  (what the machine had to give: two greps at once were ${room.toFixed(2)}× as fast as one after the other)`,
  )
  rmSync(path)
}

async function gzip(folder, sizes, rounds) {
  const path = join(folder, 'packed.log')
  await writeSyslog(path, sizes.packed)
  spawnSync('gzip', ['-k', path])
  const lines = wall('grep', ['-c', '1 CE memory', path]).out
  heading(`gzip, ${sizes.packed} MiB of text`, lines, counted(`${path}.gz`))
  const others = [
    {name: 'zcat | grep -cF', line: `zcat ${path}.gz | grep -cF ${PATTERNS}`, target: 2.2},
    {name: 'rg -z -cF', line: `rg -z -cF ${PATTERNS} ${path}.gz`, target: 1.8, needs: 'rg'},
  ]
  const out = join(folder, 'out')
  compare(ours('detect', `detect -q ${path}.gz > ${out}`), others, {rounds, megabytes: sizes.packed, out})
}

async function journal(folder, sizes, rounds) {
  const path = join(folder, 'journal.json')
  await writeJournal(path, sizes.journal)
  heading(`journal in JSON, ${sizes.journal} MiB`, wall('grep', ['-c', '1 CE memory', path]).out, counted(path))
  const others = [{name: 'grep -cE', line: `grep -cE '${LITERALS.join('|')}' ${path}`, target: 1.3}]
  const out = join(folder, 'out')
  compare(ours('detect, one thread', `detect -q -j1 ${path} > ${out}`), others, {rounds, megabytes: sizes.journal, out})
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
  spawnSync('tar', ['czf', tar, '-C', folder, 'hosts'])
  const lines = wall('bash', ['-c', `tar xzOf ${tar} | grep -c '1 CE memory'`]).out
  heading(`tar.gz of ${sizes.hosts} logs, ${megabytes.toFixed(0)} MiB, analyses written`, lines, counted(tar))
  const batch = ours('batch', `batch -q --out ${folder}/set ${tar} > ${out} 2>&1; rm -rf ${folder}/set`)
  compare(batch, [{name: 'tar xzO | grep -cF', line: `tar xzOf ${tar} | grep -cF ${PATTERNS}`, target: 2}], {
    rounds,
    megabytes,
    out,
  })
  if (!isInstalled('zip') || !isInstalled('unzip')) return skipped('zip', 'zip or unzip')
  spawnSync('zip', ['-qr', zip, 'hosts'], {cwd: folder})
  heading(`zip of the same`, lines, counted(zip))
  const others = [{name: 'unzip -p | grep -cF', line: `unzip -p ${zip} | grep -cF ${PATTERNS}`, target: 2.5}]
  compare(ours('detect', `detect -q ${zip} > ${out}`), others, {rounds, megabytes, out})
}

async function memory(folder, sizes) {
  const bare = peakMemory(['-e', '0'])
  const [base, grown] = [join(folder, 'base.log'), join(folder, 'grown.log')]
  await writeSyslog(base, Math.min(...sizes.memory))
  console.log(`\npeak memory, one thread; bare node ${bare.toFixed(0)} MiB`)
  for (const [kind, target] of [
    ['plain', 1.5],
    ['gz', 3],
  ]) {
    const peaks = sizes.memory.map(mebibytes => {
      repeat(grown, base, mebibytes)
      if (kind === 'gz') spawnSync('bash', ['-c', `gzip -1f ${grown}`])
      const path = kind === 'gz' ? `${grown}.gz` : grown
      const peak = peakMemory([CLI, 'detect', '-q', '-j1', path])
      rmSync(path)
      return peak
    })
    const most = Math.max(...peaks) / bare
    const told = peaks.map((peak, index) => `${sizes.memory[index]} MiB: ${peak.toFixed(0)}`).join(', ')
    console.log(
      `  ${kind.padEnd(6)} ${told}; ${most.toFixed(2)}× bare node  target ≤ ${target}: ${most <= target ? 'met' : 'MISSED'}`,
    )
    const growth = Math.max(...peaks) / peaks[0]
    console.log(
      `         flat: ${growth <= 1.15 ? 'met' : 'MISSED'} (most is ${growth.toFixed(2)}× the smallest file's)`,
    )
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
