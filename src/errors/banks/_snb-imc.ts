import type {BankReading, BankRegisters} from '../define-cpu.js'
import {failingRank} from './_failing-rank.js'
import {readHswImc} from './_hsw-imc.js'
import {readIntel} from './_intel-memory.js'

/** A memory controller channel of Sandy or Ivy Bridge: Haswell's codes, and the failing rank where MISC names it. */
export function readSnbImc(registers: BankRegisters, firstBank: number): BankReading {
  const reading = readHswImc(registers, firstBank)
  return reading.dram === undefined
    ? reading
    : {...reading, dram: {...reading.dram, ...failingRank(readIntel(registers))}}
}
