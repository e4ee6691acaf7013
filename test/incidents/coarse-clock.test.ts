import {describe, expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'

const at = (second: number, message: string): string => `Nov 23 04:12:0${second} db7 kernel: ${message}`
const BLOCK = [
  'EDAC skx MC2: HANDLING MCE MEMORY ERROR',
  'EDAC skx MC2: CPU 0: Machine Check Event: 0x0 Bank 13: 0xac00008000010090',
  'EDAC skx MC2: TSC 0x0 ',
  'EDAC skx MC2: ADDR 0x3eb1f7c80 ',
  'EDAC skx MC2: MISC 0x200000c008002086 ',
  'EDAC skx MC2: PROCESSOR 0:0x50657 TIME 1700712729 SOCKET 0 APIC 0x0',
]
const line = (word: 'CE' | 'UE', code: string): string =>
  `EDAC MC2: 1 ${word} memory read error on CPU_SrcID#0_MC#2_Chan#1_DIMM#0 (channel:1 slot:0 page:0x3eb1f7 offset:0xc80 grain:32${word === 'CE' ? ' syndrome:0x0' : ''} -  err_code:${code} socket:0 imc:2 rank:0 bg:1 ba:2 row:0x1a2b col:0x3f8)`
const UE = line('UE', '0x0001:0x0090')

const severities = async (rows: readonly string[]) =>
  (await analyzeText(`${rows.join('\n')}\n`)).analysis.errors.map(({severity}) => severity).sort()

describe('a corrected and an uncorrected error of one address within one second', () => {
  it.each([0, 1])('are two, each told once, %i s apart, whichever is told first', async apart => {
    const uncorrected = [...BLOCK, UE].map(message => at(4, message))
    for (const code of ['0x0101:0x0090', '0x0001:0x0090']) {
      const corrected = line('CE', code)
      expect(await severities([...uncorrected, at(4 + apart, corrected)])).toEqual(['corrected', 'ucna'])
      expect(await severities([at(4 - apart, corrected), ...uncorrected])).toEqual(['corrected', 'ucna'])
    }
  })

  it('are one where a driver that does not read STATUS printed CE for it', async () => {
    const told = line('CE', '0x0001:0x0090').replace(/ - {2}err_code:.*$/, ')')
    expect(await severities([...BLOCK, told].map(message => at(4, message)))).toEqual(['ucna'])
  })
})
