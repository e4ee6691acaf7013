// Races for the bench: commands run in turn, round by round, so that a busy machine slows all alike.
import {spawnSync} from 'node:child_process'

export const CLI = 'bin/mirrorcheck.js'

export const isInstalled = command => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** Runs a command; milliseconds of the wall clock, exit status and what it printed. */
export function wall(command, args, input) {
  const start = process.hrtime.bigint()
  const {status, stdout} = spawnSync(command, args, {input, maxBuffer: 1 << 28})
  return {ms: Number(process.hrtime.bigint() - start) / 1e6, status, out: String(stdout)}
}

/** A contender that is a line of shell; its output goes to a file, for some tools stop early when nobody reads. */
export const shell = (name, line) => ({name, command: 'bash', args: ['-c', `export LC_ALL=C; ${line}`]})

/** Runs every contender once a round; name → median milliseconds. */
export function race(contenders, rounds) {
  const times = Object.fromEntries(contenders.map(({name}) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const {name, command, args, input} of contenders) times[name].push(wall(command, args, input).ms)
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
}

/** What the kernel counts as held at once by a process starts with what its parent holds: its own it tells elsewhere. */
const TELL_MEMORY = `data:text/javascript,import {readFileSync} from 'node:fs';process.on('exit',()=>process.stderr.write('\\n'+/VmHWM.*/.exec(readFileSync('/proc/self/status','utf8'))))`

/** Most memory that a run of node held at once, in MiB; not a number where the system does not tell. */
export function peakMemory(args) {
  const env = {...process.env, NODE_OPTIONS: `--import "${TELL_MEMORY}"`}
  const {stderr} = spawnSync(process.execPath, args, {env, maxBuffer: 1 << 28})
  return Number(/VmHWM:\s*(\d+) kB\s*$/.exec(String(stderr))?.[1] ?? Number.NaN) / 1024
}
