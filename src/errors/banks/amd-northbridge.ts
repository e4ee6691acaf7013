import {type BankRegisters, defineBank} from '../define-cpu.js'
import type {ErrorUnit} from '../memory-error.js'
import amdStatus from '../registers/amd-mci-status.js'

type Code = readonly [unit: ErrorUnit, meaning: string]

/** Extended error codes of the northbridge (BKDG families 0Fh–16h, table "NB error signatures"). */
const CODES: Readonly<Record<number, Code>> = {
  0: ['dram', 'DRAM ECC error'],
  1: ['interconnect', 'CRC error on a HyperTransport link'],
  2: ['interconnect', 'sync packets on a HyperTransport link'],
  3: ['io', 'master abort'],
  4: ['io', 'target abort'],
  5: ['io', 'bad entry in a graphics aperture (GART) table walk'],
  6: ['io', 'atomic access from a link that supports none'],
  7: ['interconnect', 'watchdog time-out'],
  8: ['dram', 'DRAM ECC error (chipkill)'],
  9: ['io', 'DMA exclusion vector error'],
  10: ['interconnect', 'data error on a HyperTransport link'],
  11: ['interconnect', 'protocol error of a link, the L3 or the probe filter'],
  12: ['interconnect', 'parity error of a northbridge array'],
  13: ['memory-controller', 'parity error on the DRAM address and control wires'],
  14: ['io', 'transmission error of an I/O link'],
  15: ['io', 'table walk data error'],
  25: ['core', 'compute unit data error'],
  28: ['cache', 'L3 data ECC error'],
  29: ['cache', 'L3 tag error'],
  30: ['cache', 'L3 LRU parity error'],
  31: ['cache', 'probe filter ECC error'],
}

/** The northbridge of AMD families 0Fh–16h (bank 4): DRAM, links, L3. */
export default defineBank({
  id: 'amd-northbridge',
  title: 'AMD northbridge, families 0Fh–16h',
  source: amdStatus.source,
  mirror: 'not-reported',
  read: ({status}: BankRegisters) => {
    const extendedCode = amdStatus.number(status, 'ErrorCodeExt')
    const [unit, meaning] = CODES[extendedCode] ?? ['unknown', undefined]
    return {
      unit,
      modelSpecific: {bankType: 'NB', extendedCode, ...(meaning === undefined ? {} : {meaning})},
      mirrorEvidence: 'not-reported',
      addressKind: unit === 'dram' || unit === 'memory-controller' ? 'system' : 'unknown',
    }
  },
})
