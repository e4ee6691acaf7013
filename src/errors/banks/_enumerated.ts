import type {BankReading} from '../define-cpu.js'
import type {ImcCode} from './_imc-codes.js'
import {type IntelReading, modelCode, unitOf} from './_intel-memory.js'

/** Unit and wording of a memory bank whose MSCOD is a number. */
export const readCode = (
  {mca, mscod}: IntelReading,
  code: ImcCode | undefined,
): Pick<BankReading, 'unit' | 'modelSpecific'> => ({
  unit: unitOf(mca, code?.where === 'dram', code?.where === 'memory-controller'),
  modelSpecific: modelCode(mscod, code === undefined ? [] : [code.says]),
})
