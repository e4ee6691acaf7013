import {describe, expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'

const at = (clock: string, message: string): string => `2026-11-03T${clock}+00:00 db7 kernel: ${message}`
const PANIC = [
  'mce: [Hardware Error]: CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091',
  'mce: [Hardware Error]: RIP !INEXACT! 10:<ffffffff8150a1b2> {intel_idle+0x8e/0x120}',
  'mce: [Hardware Error]: TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 140545486',
  'mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1793679129 SOCKET 1 APIC 40 microcode 2006e05',
  'mce: [Hardware Error]: Machine check: Processor context corrupt',
  'Kernel panic - not syncing: Fatal machine check',
].map(message => at('04:12:09', message))

const HOT = 'mce: CPU2: Core temperature above threshold, cpu clock throttled (total events = 2675)'

describe('what stands around an incident', () => {
  it('is told by kind and minute, near ones only, and counts as no error', async () => {
    const {analysis} = await analyzeText(
      [
        at('02:00:00', HOT),
        at('04:10:01', HOT),
        at('04:10:02', HOT),
        at('04:11:00', 'NVRM: Xid (PCI:0000:cb:00): 79, pid=1, GPU has fallen off the bus.'),
        ...PANIC,
        at('04:12:12', 'Starting crashdump kernel...'),
      ].join('\n'),
    )
    const [incident] = analysis.incidents
    expect(analysis.incidents).toHaveLength(1)
    expect(incident?.around?.map(({what, count}) => [what, count])).toEqual([
      ['thermal', 2],
      ['gpu', 1],
      ['crash-kernel', 1],
    ])
    expect(incident?.around?.[0]).toMatchObject({message: expect.stringContaining('temperature'), position: {line: 2}})
    expect(analysis.hosts[0]?.ignored).toContainEqual({what: 'thermal', lines: 3})
    expect(analysis.errors).toHaveLength(1)
  })

  it('is not told of corrected errors, and is bounded', async () => {
    const edac = at(
      '04:12:09',
      'EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x3eb1f7 offset:0xc80 grain:32 syndrome:0x0 -  err_code:0x0101:0x0091)',
    )
    const mild = await analyzeText([at('04:12:08', HOT), edac].join('\n'))
    expect(mild.analysis.incidents.every(({around}) => around === undefined)).toBe(true)
    const kinds = Array.from({length: 4000}, (_, index) => {
      const [minutes, seconds] = [Math.floor(index / 60), index % 60]
      return at(
        `0${3 + Math.floor((minutes + 5) / 60)}:${String((minutes + 5) % 60).padStart(2, '0')}:${String(seconds).padStart(2, '0')}`,
        HOT,
      )
    })
    const much = await analyzeText([...kinds, ...PANIC].join('\n'))
    expect(much.analysis.incidents[0]?.around?.length).toBeLessThanOrEqual(12)
    expect(much.analysis.hosts[0]?.ignored).toEqual([{what: 'thermal', lines: 4000}])
  })
})
