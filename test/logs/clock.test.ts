import {describe, expect, it} from 'vitest'
import {monthOf} from '../../src/logs/month-names.js'
import {LITERALS, readText} from './read-text.js'

const line = (stamp: string): string => `${stamp} db7 kernel: EDAC MC0: x\n`

const days = async (stamps: readonly string[], mtime?: string): Promise<readonly (string | undefined)[]> => {
  const options = mtime === undefined ? {} : {mtimeMs: Date.parse(mtime)}
  const {lines} = await readText(stamps.map(line).join(''), options)
  return lines.map(({envelope: {time}}) =>
    time.epochMs === undefined ? undefined : new Date(time.epochMs).toISOString().slice(0, 10),
  )
}

describe('years of year-less stamps', () => {
  it('takes the newest year that is not after the file was changed', async () => {
    expect(await days(['Nov 23 04:12:09'], '2026-11-25T00:00:00Z')).toEqual(['2026-11-23'])
    expect(await days(['Nov 26 04:12:09'], '2026-11-25T12:00:00Z')).toEqual(['2026-11-26'])
    expect(await days(['Nov 28 04:12:09'], '2026-11-25T00:00:00Z')).toEqual(['2025-11-28'])
  })

  it('turns the year where December becomes January', async () => {
    expect(
      await days(['Nov 23 04:12:09', 'Dec 31 23:59:59', 'Jan  1 00:00:01', 'Jan  5 00:00:00'], '2027-01-06T00:00:00Z'),
    ).toEqual(['2026-11-23', '2026-12-31', '2027-01-01', '2027-01-05'])
  })

  it('survives lines out of order and gaps of months', async () => {
    expect(
      await days(
        ['Jan  1 00:00:00', 'Dec 31 23:59:59', 'Jan  1 00:00:02', 'Sep  9 00:00:00', 'Aug 20 00:00:00'],
        '2027-10-01T00:00:00Z',
      ),
    ).toEqual(['2027-01-01', '2026-12-31', '2027-01-01', '2027-09-09', '2027-08-20'])
  })

  it('counts the years of a log of several', async () => {
    const stamps = [
      'Nov 23 04:12:09',
      'Mar  1 00:00:00',
      'Sep 30 00:00:00',
      'Feb 29 12:00:00',
      'Jun  5 00:00:00',
      'Jan  2 00:00:00',
    ]
    expect(await days(stamps, '2025-01-06T00:00:00Z')).toEqual([
      '2022-11-23',
      '2023-03-01',
      '2023-09-30',
      '2024-02-29',
      '2024-06-05',
      '2025-01-02',
    ])
  })

  it('takes a log behind a newer one, and another host’s, for what they are', async () => {
    expect(await days(['Nov 20 00:00:00', 'Nov 25 00:00:00', 'Oct 20 00:00:00'], '2026-11-26T00:00:00Z')).toEqual([
      '2026-11-20',
      '2026-11-25',
      '2026-10-20',
    ])
    const two = ['db7', 'db8'].map(
      host => `Feb  1 00:00:00 ${host} kernel: EDAC MC0: x\nNov  1 00:00:00 ${host} kernel: EDAC MC0: y\n`,
    )
    const {lines} = await readText(two.join(''), {mtimeMs: Date.parse('2026-11-26T00:00:00Z')})
    expect(lines.map(({envelope: {time}}) => new Date(time.epochMs ?? 0).getUTCFullYear())).toEqual([
      2026, 2026, 2026, 2026,
    ])
  })

  it('counts the turns in what is passed over, and dates the clock samples alike', async () => {
    const stamp = (day: number): string => {
      const [, date, month] = new Date(Date.UTC(2023, 0, day)).toUTCString().split(' ')
      return `${month} ${String(Number(date)).padStart(2)} 00:00:00`
    }
    const quiet = Array.from(
      {length: 1000},
      (_, day) => `${stamp(1 + day)} db7 app[1]: ${'nothing of interest here '.repeat(40)}\n`,
    )
    const text = `${line('Jan  1 00:00:00')}${quiet.join('')}${line('Sep 27 00:00:00')}${quiet
      .slice(0, 60)
      .join('')
      .replaceAll(/^\w+ +\d+/gm, 'Sep 28')}`
    const {lines, summary} = await readText(text, {mtimeMs: Date.parse('2025-09-29T00:00:00Z')})
    const years = (times: readonly {epochMs?: number}[]) =>
      times.map(({epochMs}) => new Date(epochMs ?? 0).getUTCFullYear())
    expect(years(lines.filter(({hit}) => hit).map(({envelope}) => envelope.time))).toEqual([2023, 2025])
    const told = years(summary.clock.map(({time}) => time))
    expect(told).toEqual([...told].sort())
    expect([told[0], told.at(-1)]).toEqual([2023, 2025])
  })

  it('dates what stands in front of the first dated line by it', async () => {
    expect(await days(['Dec 30 00:00:00', 'Jan  2 00:00:00', '2025-01-03T00:00:00+00:00', 'Jan  4 00:00:00'])).toEqual([
      '2024-12-30',
      '2025-01-02',
      '2025-01-03',
      '2025-01-04',
    ])
  })

  it('holds no more lines than fit, and passes the rest on', async () => {
    const stamps = Array.from({length: 60_000}, (_, index) => (index < 30_000 ? 'Dec 31 00:00:00' : 'Jan  1 00:00:00'))
    const dated = await days(stamps, '2026-01-02T00:00:00Z')
    expect([dated[0], dated.at(-1), dated.length]).toEqual(['2025-12-31', '2026-01-01', 60_000])
  })

  it('knows leap days', async () => {
    expect(await days(['Feb 29 12:00:00'], '2027-03-01T00:00:00Z')).toEqual(['2024-02-29'])
  })

  it('says no moment when nothing tells the year, and takes it from a dated line before', async () => {
    expect(await days(['Nov 23 04:12:09'])).toEqual([undefined])
    expect(await days(['2025-12-30T00:00:00+00:00', 'Jan  2 00:00:00'])).toEqual(['2025-12-30', '2026-01-02'])
  })
})

describe('names of months', () => {
  it.each([
    ['Nov', 11],
    ['november', 11],
    ['mrt', 3],
    ['Mär', 3],
    ['März', 3],
    ['févr.', 2],
    ['août', 8],
    ['mai', 5],
    ['мая', 5],
    ['дек', 12],
    ['12月', 12],
    ['1월', 1],
    ['marras', 11],
    ['lip', undefined],
    ['xyz', undefined],
    ['', undefined],
  ])('%s is month %s', (name, month) => expect(monthOf(name)).toBe(month))
})

describe('clock samples', () => {
  const stamp = (index: number): string => new Date(Date.UTC(2026, 10, 1) + index * 60_000).toISOString()
  const quiet = Array.from({length: 4000}, (_, index) => `${stamp(index)} db7 app[1]: nothing of interest here\n`)

  it('are the first line, the first at every KiB of a short text, and the last, whether or not anything stands in them', async () => {
    const bytes = Buffer.byteLength(quiet[0] ?? '')
    const short = quiet.slice(0, Math.floor((100 * 1024) / bytes))
    const {lines, summary} = await readText(short.join(''))
    expect(lines).toEqual([])
    const wanted = [0]
    for (let boundary = 1024; boundary < bytes * short.length; boundary += 1024)
      wanted.push(Math.ceil(boundary / bytes))
    wanted.push(short.length - 1)
    expect(summary.clock.map(({position}) => position.line - 1)).toEqual(wanted)
    expect(summary.clock.map(({time}) => time.epochMs)).toEqual(wanted.map(index => Date.parse(stamp(index))))
    expect(summary.clock[1]).toMatchObject({host: 'db7', program: 'app'})
  })

  it('stand as far apart at the beginning of a long text as at its end', async () => {
    const {summary} = await readText(quiet.join('').repeat(5))
    const at = summary.clock.map(({position}) => position.byteOffset)
    const steps = at.slice(1, -1).map((offset, index) => offset - (at[index] ?? 0))
    expect(at.length).toBeGreaterThan(64)
    expect(at.length).toBeLessThanOrEqual(130)
    expect(Math.max(...steps.slice(1))).toBeLessThan(2 * Math.min(...steps.slice(1)))
  })

  it('pass over lines without a time', async () => {
    const {summary} = await readText(`a\nb\n${quiet[0]}c\nd\n`)
    expect(summary.clock.map(({position}) => position.line)).toEqual([3])
  })

  it('are the same however the bytes come', async () => {
    const text = quiet.map((line, index) => (index % 7 === 0 ? `${line}no clock\n` : line)).join('')
    const whole = await readText(text, {literals: LITERALS})
    for (const [chunk, blockBytes] of [
      [997, 1000],
      [65536, 1],
      [1 << 24, 1 << 24],
    ] as const)
      expect((await readText(text, {chunk, limits: {blockBytes}})).summary).toEqual(whole.summary)
  })
})
