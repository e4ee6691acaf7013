import {type BankRegisters, defineBank} from '../define-cpu.js'
import {M2M_SOURCE, readM2m} from './_m2m.js'

const FIRST_BANK = 12
const BANKS_PER_CONTROLLER = 4

/** Mesh to memory of Ice Lake-SP: banks 12, 16, 20 and 24 serve controllers 0 – 3. */
export default defineBank({
  id: 'intel-icx-m2m',
  title: 'Ice Lake-SP, mesh to memory (M2M)',
  source: M2M_SOURCE,
  mirror: 'shown',
  read: (registers: BankRegisters) => readM2m(registers, (registers.bank - FIRST_BANK) / BANKS_PER_CONTROLLER),
})
