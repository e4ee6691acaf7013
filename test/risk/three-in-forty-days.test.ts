import {expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'
import {DAY_MS, START_MS} from './build-log.js'

// Three pages lost in forty days, as rsyslog writes it: EDAC i10nm and memory-failure lines of Linux 6.1, cron in between.

const stamp = (day: number): string => new Date(START_MS + day * DAY_MS).toISOString()

const heartbeat = (n: number): readonly [number, string] => [
  n / 8,
  `CRON[${1000 + n}]: (root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)`,
]

function loss(day: number, frame: string): readonly (readonly [number, string])[] {
  return [
    `EDAC MC1: 1 UE memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (channel:0 slot:0 page:0x${frame} offset:0x480 grain:32 -  recoverable err_code:0x0101:0x0090  ProcessorSocketId:0x0 MemoryControllerId:0x1)`,
    `mce: Uncorrected hardware memory error in user-access at ${frame}480`,
    `Memory failure: 0x${frame}: Sending SIGBUS to java:48121 due to hardware memory corruption`,
  ].map(text => [day, `kernel: ${text}`])
}

const LOG = [
  ...Array.from({length: 321}, (_none, n) => heartbeat(n)),
  ...loss(9.3, '1c6e123'),
  ...loss(17.6, '1c810f4'),
  ...loss(31.2, '1c940c5'),
]
  .toSorted(([a], [b]) => a - b)
  .map(([day, text]) => `${stamp(day).replace('Z', '000+00:00')} db7 ${text}\n`)
  .join('')

it('three incidents in forty days of text: the forecasts under each belief', async () => {
  const {analysis} = await analyzeText(LOG)
  const [{rate, exposure, caveats} = {rate: undefined, exposure: undefined, caveats: []}] = analysis.risk.hosts
  expect(exposure).toMatchObject({observedDays: 40, coverage: 1, downtimeMinutes: 0})
  expect(rate).toMatchObject({incidents: 3, usedIncidents: 2, priorOnly: false})
  const told = Object.fromEntries((rate?.alternatives ?? []).map(({id, ...interval}) => [id, interval]))
  const near = (id: string, mean: number, p5: number, p95: number): void => {
    expect(told[id]?.mean).toBeCloseTo(mean, mean > 1 ? 1 : 2)
    expect(told[id]?.p5).toBeCloseTo(p5, p5 > 1 ? 1 : 2)
    expect(told[id]?.p95).toBeCloseTo(p95, p95 > 1 ? 0 : 2)
  }
  near('every-incident-counts', 11.1, 3.8, 21.5)
  near('one-episode', 4.2, 0.01, 12.2)
  near('flat-prior', 32, 9.9, 64)
  near('single-fleet', 0.09, 0.03, 0.18)
  expect(caveats.join('\n')).toMatch(/3, 3 and 3 with gaps of 30 s, 1 h and 24 h/)
})
