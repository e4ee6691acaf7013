import {describe, expect, it} from 'vitest'
import {loadContributions} from '../../src/contributions.js'
import type {ClockSample} from '../../src/logs/read-lines.js'
import {readRecords} from '../../src/read-records.js'
import {workFolder} from './archives.js'
import {inChunks} from './bytes.js'
import {tarOf} from './tar-bytes.js'

const {path: folder, put} = workFolder()

const EACH = 10_000
const MORE = 12

/** Hour `at` of the year's log: one quiet line. */
const stamped = (at: number): string =>
  `2026-11-${String(1 + (at % 28)).padStart(2, '0')}T04:12:09+00:00 db7 systemd[1]: line ${at}\n`

const read = async (path: string) => {
  const clock: ClockSample[] = []
  const {inputs, lost} = await readRecords(
    {paths: [path], stdin: inChunks(Buffer.alloc(0)), hashes: false},
    await loadContributions([]),
    {
      addFact: () => undefined,
      addRecord: () => undefined,
      addClock: sample => void clock.push(sample),
    },
  )
  return {inputs, clock, lost}
}

describe('very many quiet members', () => {
  it('are summed up beyond ten thousand, their moments kept in the order of the archive', async () => {
    const error = 'mce: [Hardware Error]: Machine check events logged'
    const members = [
      ...Array.from({length: EACH + MORE}, (_, at) => [`m/${at}.log`, stamped(at)] as const),
      ['m/loud.log', `2026-11-28T05:00:00+00:00 db7 kernel: ${error}\n`],
      ['m/last.log', stamped(27)],
    ] as const
    const {inputs, clock, lost} = await read(put('many.tar', tarOf(members)))
    expect(lost).toBe(false)
    expect(inputs.slice(EACH).map(({name, lines}) => [name.slice(folder.length + 1), lines])).toEqual([
      [`many.tar!/ (${MORE + 1} members without a word of memory)`, MORE + 1],
      ['many.tar!/m/loud.log', 1],
    ])
    expect(clock).toHaveLength(EACH + MORE + 2)
    const summed = clock.filter(({position}) => position.input === EACH)
    expect(summed.map(({position}) => position.line)).toEqual(Array.from({length: MORE + 1}, (_, at) => at + 1))
    expect(summed.at(-1)?.position.byteOffset).toBe(
      Array.from({length: MORE}, (_, at) => stamped(EACH + at).length).reduce((sum, size) => sum + size, 0),
    )
    expect(inputs.reduce((sum, {lines}) => sum + lines, 0)).toBe(members.length)
  }, 60_000)
})
