import {type BankRegisters, defineBank} from '../define-cpu.js'
import {M2M_SOURCE, readM2m} from './_m2m.js'

const FIRST_BANK = 7

/** Mesh to memory of the Skylake-SP family: bank 7 serves controller 0, bank 8 controller 1. */
export default defineBank({
  id: 'intel-skx-m2m',
  title: 'Skylake-SP family, mesh to memory (M2M)',
  source: M2M_SOURCE,
  mirror: 'shown',
  read: (registers: BankRegisters) => readM2m(registers, registers.bank - FIRST_BANK),
})
