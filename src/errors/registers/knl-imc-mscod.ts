import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of a Knights Landing memory controller: one bit a cause. */
export default defineRegister({
  id: 'knl-imc-mscod',
  name: 'MSCOD, Knights Landing and Knights Mill memory controller banks 7–16',
  width: 16,
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_57H; 325384-080; as in rasdaemon v0.8.5 mce-intel-knl.c',
  fields: {
    OTHER_15: bits(15, 8, 'not public'),
    CHIP_FAIL: bit(7, 'corrected failure of a whole DRAM chip, or of a burst of four bits in the package memory'),
    UNCORRECTED_SPARE: bit(6, 'uncorrected error while copying to the spare'),
    CORRECTED_SPARE: bit(5, 'corrected error while copying to the spare'),
    UNCORRECTED_PATROL: bit(4, 'uncorrected error found by patrol scrubbing'),
    CORRECTED_PATROL: bit(3, 'corrected error found by patrol scrubbing'),
    WDB_PARITY: bit(2, 'parity error in the write data buffer'),
    INTERNAL_PARITY: bit(1, 'internal parity error outside of the write data buffer'),
    CA_PARITY: bit(0, 'parity error on the command and address wires'),
  },
})
