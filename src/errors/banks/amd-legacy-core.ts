import {type BankReading, type BankRegisters, defineBank} from '../define-cpu.js'
import type {ErrorUnit} from '../memory-error.js'
import amdStatus from '../registers/amd-mci-status.js'
import {unitOfCode} from '../unit-of-code.js'
import {type AmdCode, amdCode, extendedMask} from './_amd-code-words.js'
import {dataCache, execution, floatingPoint, instructionFetch, loadStore, secondLevel} from './_amd-core-codes.js'

/** A core bank of one family: AMD's name for it and what its codes mean. */
interface CoreBank {
  readonly name: (family: number) => string
  readonly meaning: (code: AmdCode) => string | undefined
}

/** Banks of a core by number (BKDGs, MC0–MC6); family 15h renamed two of them. */
const CORE_BANKS: Readonly<Record<number, CoreBank>> = {
  0: {name: () => 'DC', meaning: dataCache},
  1: {name: () => 'IC', meaning: instructionFetch},
  2: {name: family => (family === 0x15 ? 'CU' : 'BU'), meaning: secondLevel},
  3: {name: () => 'LS', meaning: loadStore},
  5: {name: family => (family === 0x15 ? 'EX' : 'FR'), meaning: execution},
  6: {name: () => 'FP', meaning: floatingPoint},
}

/** The oldest family: what is asked of banks whose CPU nobody named. */
const NO_FAMILY = 0

function unitOf({mca}: AmdCode, bank: number): ErrorUnit {
  const found = unitOfCode(mca)
  if (found === 'cache' || found === 'tlb') return found
  return bank === 2 ? 'cache' : 'core'
}

function read({status, bank, signature}: BankRegisters): BankReading {
  const {family, model} = signature ?? {family: NO_FAMILY, model: 0}
  const extended = amdStatus.number(status, 'ErrorCodeExt') & extendedMask(family, model)
  const code = amdCode(amdStatus.number(status, 'ErrorCode'), extended, family, amdStatus.has(status, 'AddrV'))
  const known = CORE_BANKS[bank]
  const meaning = family === NO_FAMILY ? undefined : known?.meaning(code)
  const isUndefined = family !== NO_FAMILY && known !== undefined && meaning === undefined
  return {
    unit: unitOf(code, bank),
    modelSpecific: {
      extendedCode: extended,
      ...(known === undefined ? {} : {bankType: known.name(family)}),
      ...(meaning === undefined ? {} : {meaning}),
    },
    mirrorEvidence: 'not-reported',
    addressKind: 'unknown',
    ...(isUndefined ? {remarks: ['the family defines no such code for this bank']} : {}),
  }
}

/** Core banks of AMD families 0Fh–16h: caches, TLBs, execution. */
export default defineBank({
  id: 'amd-legacy-core',
  title: 'AMD core banks, families 0Fh–16h',
  source: `${amdStatus.source}; codes as Linux drivers/edac/mce_amd.c lists them by family`,
  mirror: 'not-reported',
  read,
})
