import {decodeMcaCode} from '../decode-mca-code.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import amdStatus from '../registers/amd-mci-status.js'
import {unitOfCode} from '../unit-of-code.js'

/** Banks of a core, families 0Fh–16h (BKDG, MC0–MC6). */
const NAMES: Readonly<Record<number, string>> = {0: 'DC', 1: 'IC', 2: 'BU', 3: 'LS', 5: 'EX', 6: 'FP'}

/** Core banks of AMD families 0Fh–16h: caches, TLBs, execution. */
export default defineBank({
  id: 'amd-legacy-core',
  title: 'AMD core banks, families 0Fh–16h',
  source: amdStatus.source,
  mirror: 'not-reported',
  read: ({status, bank}: BankRegisters) => {
    const unit = unitOfCode(decodeMcaCode(amdStatus.number(status, 'ErrorCode'), 'amd'))
    const bankType = NAMES[bank]
    return {
      unit: unit === 'cache' || unit === 'tlb' ? unit : 'core',
      modelSpecific: {
        extendedCode: amdStatus.number(status, 'ErrorCodeExt'),
        ...(bankType === undefined ? {} : {bankType}),
      },
      mirrorEvidence: 'not-reported',
      addressKind: 'unknown',
    }
  },
})
