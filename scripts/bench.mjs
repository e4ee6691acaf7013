#!/usr/bin/env node
// Speed as ratios within one run: medians of commands run in turn, round by round, and at the end a table of them all with
// what was aimed at. `npm run bench` takes some ten minutes; `--quick` takes smaller logs and fewer rounds, `--rounds 15` more
// rounds, `--only NAME` one part: start-up, decode, explain, plain, gzip, journal, archives or memory. Fails where hits differ.
import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {bulk} from './bench-bulk.mjs'
import {writeDense} from './bench-logs.mjs'
import {CLI, isInstalled, race as raceFor} from './bench-race.mjs'
import {atLeast, atMost, printTable, skipped} from './bench-table.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const {values: flags} = parseArgs({
  options: {quick: {type: 'boolean', default: false}, rounds: {type: 'string'}, only: {type: 'string'}},
})
const rounds = Number(flags.rounds ?? (flags.quick ? 3 : 7))
const race = contenders => raceFor(contenders, rounds)
if (!existsSync('dist/.built')) spawnSync(process.execPath, ['scripts/build.mjs'], {stdio: 'inherit'})

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
    const figure = target === undefined ? `${ratio.toFixed(2)}×` : atMost(`${name} / node -e 0`, ratio, target)
    console.log(`  ${name.padEnd(20)} ${figure}`)
  }
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
  console.log(`\nexplain --ndjson: ${atLeast('explain --ndjson', rate, 20_000, ' sets/s')}`)
}

async function decode() {
  const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-bench-'))
  const path = join(folder, 'dmesg')
  const megabytes = flags.quick ? 5 : 20
  const lines = await writeDense(path, megabytes)
  console.log(`\ndecode of a dense ${megabytes} MB log (${lines} lines, ${lines / 3} records), written to a file`)
  const to = (name, command) => ({name, command: 'bash', args: ['-c', `${command} > ${folder}/out`]})
  const ours = to('decode --ndjson', `${process.execPath} ${CLI} decode --ndjson ${path}`)
  const theirs = to('mcelog --ascii', `mcelog --ascii --file ${path}`)
  const floor = to('grep -E, one pattern', `grep -E 'Machine Check|PROCESSOR|TSC' ${path}`)
  const hasMcelog = isInstalled('mcelog')
  const times = race([ours, floor, ...(hasMcelog ? [theirs] : [])])
  for (const [name, ms] of Object.entries(times))
    console.log(
      `  ${name.padEnd(22)} ${(megabytes / (ms / 1000)).toFixed(1)} MB/s, ${((ms * 1000) / lines).toFixed(1)} µs a line`,
    )
  if (hasMcelog) {
    const ratio = times['mcelog --ascii'] / times['decode --ndjson']
    console.log(`  ratio to mcelog: ${atLeast('decode / mcelog --ascii', ratio, 2)}`)
  } else skipped('decode / mcelog --ascii', '≥ 2×', 'mcelog is not installed')
  const perLine = (times['decode --ndjson'] * 1000) / lines
  console.log(`  a line: ${atMost('decode, a line', perLine, 15, ' µs')}`)
  rmSync(folder, {recursive: true})
}

const PARTS = {'start-up': startUp, decode, explain: explainSets}
for (const [name, part] of Object.entries(PARTS)) if (flags.only === undefined || flags.only === name) await part()
if (flags.only === undefined || !(flags.only in PARTS)) await bulk({...flags, rounds})
printTable()
