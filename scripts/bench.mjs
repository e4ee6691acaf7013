#!/usr/bin/env node
// Speed as ratios within one run: commands are run in turn, round by round, so that a busy machine slows all alike.
// `npm run bench` prints medians; `npm run bench -- --rounds 15` runs longer.
import {spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {createWriteStream, existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 9
if (!existsSync('dist/.built')) spawnSync(process.execPath, ['scripts/build.mjs'], {stdio: 'inherit'})

const CLI = 'bin/mirrorcheck.js'
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

function wall(command, args, input) {
  const start = process.hrtime.bigint()
  const {status, stdout} = spawnSync(command, args, {input, maxBuffer: 1 << 28})
  return {ms: Number(process.hrtime.bigint() - start) / 1e6, status, out: String(stdout)}
}

/** Runs every contender once a round; returns name → median milliseconds. */
function race(contenders) {
  const times = Object.fromEntries(contenders.map(({name}) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const {name, command, args, input} of contenders) times[name].push(wall(command, args, input).ms)
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
}

const RECORD = [
  '[  100.000001] mce: [Hardware Error]: CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091',
  '[  100.000002] mce: [Hardware Error]: TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 140545486',
  '[  100.000003] mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1697012345 SOCKET 1 APIC 40 microcode 2006e05',
  '',
].join('\n')

function startUp() {
  const node = process.execPath
  const times = race([
    {name: 'node -e 0', command: node, args: ['-e', '0']},
    {name: '--version', command: node, args: [CLI, '--version']},
    {
      name: 'explain one status',
      command: node,
      args: [CLI, 'explain', '0xbe00000000010091', '--cpu', '0x50654', '--bank', '7'],
    },
    {name: 'analyze one record', command: node, args: [CLI, 'analyze', '--json', '-'], input: RECORD},
  ])
  const bare = times['node -e 0']
  const targets = {'--version': 2, 'analyze one record': 4}
  console.log(`start-up, median of ${rounds}, against a bare node (${bare.toFixed(0)} ms)`)
  for (const [name, ms] of Object.entries(times)) {
    const target = targets[name]
    const ratio = ms / bare
    const verdict =
      target === undefined ? '' : ratio <= target ? `  target ≤ ${target}: met` : `  target ≤ ${target}: MISSED`
    console.log(`  ${name.padEnd(20)} ${ratio.toFixed(2)}×${verdict}`)
  }
}

/** A seeded syslog: mixed daemons, long lines, UTF-8, about 0.02 % hardware lines. */
async function writeSyslog(path, mebibytes) {
  let state = 12345
  // mulberry32: small, seeded, good enough in every bit.
  const next = limit => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }
  const words =
    'session opened closed user daemon link network größe 接続 checkpoint buffer wrote device timeout retry accepted from port queue'.split(
      ' ',
    )
  const text = () => Array.from({length: 4 + next(18)}, () => words[next(words.length)]).join(' ')
  const stream = createWriteStream(path)
  let written = 0
  while (written < mebibytes * 1048576) {
    const lines = []
    for (let i = 0; i < 2000; i += 1) {
      const stamp = `Nov ${String(1 + next(28)).padStart(2)} ${String(next(24)).padStart(2, '0')}:${String(next(60)).padStart(2, '0')}:${String(next(60)).padStart(2, '0')} host${next(9)}`
      if (next(5000) === 0)
        lines.push(
          `${stamp} kernel: EDAC MC${next(4)}: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#${next(2)}_DIMM#0 (channel:0 slot:0 page:0x${next(1 << 22).toString(16)} offset:0x0 grain:32 syndrome:0x0 -  err_code:0x0101:0x0090)`,
        )
      else
        lines.push(
          `${stamp} ${words[next(words.length)]}[${next(32768)}]: ${text()} ${next(97) === 0 ? text().repeat(40) : ''}`,
        )
    }
    const block = Buffer.from(`${lines.join('\n')}\n`)
    written += block.length
    if (!stream.write(block)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

async function scan() {
  const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-bench-'))
  const path = join(folder, 'syslog')
  await writeSyslog(path, 256)
  const hits = wall('grep', ['-c', '1 CE memory', path]).out.trim()
  const counted = JSON.parse(wall(process.execPath, [CLI, 'detect', '--json', path]).out).inputs[0].dialects.find(
    d => d.id === 'kernel-edac',
  )
  console.log(`\nscan of a 256 MiB sparse syslog (${hits} hardware lines; detect counts ${counted?.count ?? 0})`)
  const contenders = [
    {name: 'mirrorcheck detect', command: process.execPath, args: [CLI, 'detect', path]},
    {
      name: 'grep -cF, 12 strings',
      command: 'bash',
      args: [
        '-c',
        `LC_ALL=C grep -cF -e 'Machine Check' -e 'EDAC MC' -e 'Hardware Error' -e 'Memory failure' -e 'Kernel panic' -e 'Linux version' -e 'MCE 0x' -e 'mirrored memory' -e 'soft offline' -e 'CMCI storm' -e 'Command line:' -e 'efi: mem' ${path} | cat`,
      ],
    },
  ]
  const times = race(contenders)
  for (const [name, ms] of Object.entries(times))
    console.log(`  ${name.padEnd(22)} ${(256 / (ms / 1000)).toFixed(0)} MiB/s`)
  console.log(`  ratio to grep: ${(times['grep -cF, 12 strings'] / times['mirrorcheck detect']).toFixed(2)}×`)
  rmSync(folder, {recursive: true})
}

/** Seeded register sets of a dozen Intel and AMD models, as `explain --ndjson` reads them. */
function registerSets(count) {
  const models = '0x50654 0x50657 0x606a6 0x806f8 0xa06d1 0x406f1 0x306f2 0x206d7 0xa00f11 0x830f10'.split(' ')
  let state = 0x9e3779b97f4a7c15n
  const next = bits => {
    state ^= (state << 13n) & 0xffffffffffffffffn
    state ^= state >> 7n
    state ^= (state << 17n) & 0xffffffffffffffffn
    return state & ((1n << BigInt(bits)) - 1n)
  }
  const hex = value => `0x${value.toString(16)}`
  const sets = Array.from({length: count}, (_, index) =>
    JSON.stringify({
      status: hex(next(63) | (1n << 63n)),
      misc: hex(next(64)),
      addr: hex(next(46)),
      mcgstatus: hex(next(4)),
      signature: models[index % models.length],
      bank: Number(next(5)),
      kernel: '6.1',
    }),
  )
  return `${sets.join('\n')}\n`
}

/** Register sets a second, start-up included. */
function explainSets() {
  const count = 100_000
  const contender = {
    name: 'explain',
    command: process.execPath,
    args: [CLI, 'explain', '--ndjson'],
    input: registerSets(count),
  }
  const rate = count / (race([contender]).explain / 1000)
  const verdict = rate >= 20_000 ? 'met' : 'MISSED'
  console.log(`\nexplain --ndjson: ${Math.round(rate)} register sets/s  target ≥ 20000: ${verdict}`)
}

startUp()
if (!process.argv.includes('--start-up')) {
  explainSets()
  await scan()
}
