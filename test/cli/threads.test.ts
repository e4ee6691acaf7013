import {createHash} from 'node:crypto'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {loadContributions} from '../../src/contributions.js'
import {readRecords} from '../../src/read-records.js'
import type {HardwareErrorRecord} from '../../src/records/hardware-error-record.js'
import {mirrorcheck, ROOT} from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-threads-'))
const log = join(folder, 'kern.log')

afterAll(() => rmSync(folder, {recursive: true}))

const quiet = (second: number): string =>
  `Nov 23 04:12:${String(second % 60).padStart(2, '0')} rx01 sshd[4711]: Accepted publickey for größe from 10.0.0.${second % 250} port 50022 ssh2\n`
const record = (second: number): string =>
  [
    'mce: [Hardware Error]: CPU 14: Machine Check: 0 Bank 7: 8c00004000010091',
    `mce: [Hardware Error]: TSC 1d3f6b2a9${second} ADDR 1fa3c5f${second}0 MISC 140545486`,
    `mce: [Hardware Error]: PROCESSOR 0:50654 TIME 169701234${second} SOCKET 1 APIC 40 microcode 2006e05`,
  ]
    .map(text => `Nov 23 04:12:30 rx01 kernel: [  10${second}.000001] ${text}\n`)
    .join('')

beforeAll(() => {
  const stretch = (lines: number): string => Array.from({length: lines}, (_, second) => quiet(second)).join('')
  const parts = [
    stretch(70_000),
    record(1),
    stretch(999),
    record(3),
    'y'.repeat(300_000),
    '\n',
    stretch(250_000),
    record(5),
  ]
  writeFileSync(log, parts.join('') + stretch(130_000) + record(7).slice(0, 200))
})

const analyzed = (...flags: string[]) => mirrorcheck(['analyze', '--json', ...flags, log]).out

describe('threads that look ahead', () => {
  it('change no byte of what is told, however many they are', () => {
    const alone = analyzed('-j1')
    expect(JSON.parse(alone).errors).toHaveLength(4)
    expect(JSON.parse(alone).inputs[0].sha256).toBe(createHash('sha256').update(readFileSync(log)).digest('hex'))
    expect(analyzed('-j2')).toBe(alone)
    expect(analyzed('-j5')).toBe(alone)
    expect(analyzed('-j5', '--max-memory', '200MiB')).toBe(alone)
  })

  const read = async (threads?: {script: string; count: number}) => {
    const records: HardwareErrorRecord[] = []
    const options = {paths: [log], stdin: process.stdin, ...(threads ? {threads} : {})}
    const sink = {addFact: () => {}, addRecord: (record: HardwareErrorRecord) => void records.push(record)}
    return {records, ...(await readRecords(options, await loadContributions(), sink))}
  }

  it.each([2, 40])('are missed by nobody when %i of them cannot start', async count => {
    expect(await read({script: join(ROOT, 'dist/no-such-script.js'), count})).toEqual(await read())
  })

  it.each([
    ['end at once', 'process.exit()'],
    ['end in the middle of their work', 'workerData.stand[0] = 3; process.exit(1)'],
    ['throw at once', "throw new Error('out of memory')"],
    ['answer what nobody asked', "parentPort.postMessage('marks')"],
    ['never answer', 'for (;;) Atomics.wait(workerData.stand, 0, 0, 1000)'],
  ])('are missed by nobody when they %s', async (_, answer) => {
    const script = join(folder, 'failing.mjs')
    writeFileSync(
      script,
      `import {parentPort, workerData} from 'node:worker_threads'
       parentPort.on('message', order => {
         if (order === 'hash') process.exit(1)
         ${answer}
       })`,
    )
    const alone = await read()
    for (const count of [2, 3]) expect(await read({script, count})).toEqual(alone)
  })

  it('are refused a ceiling that is no size', () => {
    const {code, err} = mirrorcheck(['analyze', '--max-memory', 'little', log])
    expect(code).toBe(2)
    expect(err).toContain('--max-memory little: write a size such as 512MiB')
  })
})
