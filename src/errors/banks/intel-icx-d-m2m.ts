import {type BankRegisters, defineBank} from '../define-cpu.js'
import {M2M_SOURCE, readM2m} from './_m2m.js'

const FIRST_BANK = 12
const BANKS_PER_CONTROLLER = 4

/** Mesh to memory of Ice Lake-D and Snow Ridge: Ice Lake-SP's codes, but no public decoder reads its mirror bits. */
export default defineBank({
  id: 'intel-icx-d-m2m',
  title: 'Ice Lake-D and Snow Ridge, mesh to memory (M2M)',
  source: M2M_SOURCE,
  mirror: 'undecoded',
  read: (registers: BankRegisters) => {
    const {remarks: _, ...reading} = readM2m(registers, (registers.bank - FIRST_BANK) / BANKS_PER_CONTROLLER)
    return {...reading, mirrorEvidence: reading.dram === undefined ? 'not-reported' : 'undecoded'}
  },
})
