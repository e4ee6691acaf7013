import {mkdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {ROOT} from '../cli/run.js'

/** Seeded numbers below a limit (mulberry32): the same bundles on every run. */
export function seeded(seed: number): (limit: number) => number {
  let state = seed
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const sample = (name: string): string => readFileSync(join(ROOT, 'samples', `${name}.log`), 'utf8')
const PANIC = sample('kernel-panic-unmirrored')
const KILLED = sample('user-read-page-offlined')

const two = (value: number): string => String(value).padStart(2, '0')

/** A quiet hour of a machine: a boot line and daemons. */
function quietLog(host: string, draw: (limit: number) => number): string {
  const boot = `2026-09-01T05:30:41.077000+00:00 ${host} kernel: [    0.000000] Linux version 5.14.0-${draw(500)}.el9.x86_64 (mockbuild@build) #1 SMP\n`
  const lines = Array.from(
    {length: 20 + draw(20)},
    (_, line) =>
      `2026-09-01T05:${two(31 + Math.floor(line / 2))}:${two(draw(60))}.000000+00:00 ${host} sshd[${draw(9000)}]: Accepted publickey for root\n`,
  )
  return boot + lines.join('')
}

/** Corrected errors of one module, as the kernel's EDAC core prints them. */
function correctedLog(host: string, draw: (limit: number) => number): string {
  const channel = draw(4)
  const lines = Array.from(
    {length: 1 + draw(8)},
    (_, line) =>
      `2026-09-02T0${line}:10:${two(draw(60))}.000000+00:00 ${host} kernel: [ ${5000 + line}.100000] EDAC MC0: ${1 + draw(3)} CE memory read error on CPU_SrcID#0_MC#0_Chan#${channel}_DIMM#0 (channel:${channel} slot:0 page:0x${(0x1000 + draw(60000)).toString(16)} offset:0x0 grain:32 syndrome:0x0 -  err_code:0x0101:0x0090  socket:0 imc:0 rank:0 bg:1 ba:1 row:0x${draw(4000).toString(16)} col:0x10)\n`,
  )
  return quietLog(host, draw) + lines.join('')
}

/** Moment of change of every file: a dataset hangs on it. */
const CHANGED = new Date('2026-11-20T12:00:00Z')

/** Writes a file with a fixed time of change; its folders are made. */
export function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, content)
  utimesSync(path, CHANGED, CHANGED)
}

/** Log of the machine with this number; one in twelve panicked, one in nine lost a process, one in three has corrected errors. */
export function logOf(index: number): string {
  const draw = seeded(index + 1)
  const host = `node${String(index).padStart(4, '0')}`
  if (index % 12 === 5) return PANIC.replaceAll('db7', host)
  if (index % 9 === 4) return KILLED.replaceAll('web12', host)
  return index % 3 === 0 ? correctedLog(host, draw) : quietLog(host, draw)
}

/** A folder of small inputs as they lie about: plain, compressed, cut off, unpacked, with rotations. */
export function writeBundles(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const name = join(folder, `case-${index}`)
    const log = logOf(index)
    if (index % 10 === 1) put(`${name}.log.gz`, gzipSync(log))
    else if (index % 10 === 2) put(join(name, 'var/log/messages'), log)
    else if (index % 25 === 8) put(`${name}.gz`, gzipSync(log).subarray(0, 300))
    else if (index % 25 === 9)
      put(
        `${name}.bin`,
        Buffer.from(log).map(byte => byte ^ 0x5a),
      )
    else put(`${name}.log`, log)
    if (index % 10 === 3 && index % 25 !== 8 && index % 25 !== 9)
      put(`${name}.log.1`, correctedLog(`node${String(index).padStart(4, '0')}`, seeded(index + 7000)))
  }
}
