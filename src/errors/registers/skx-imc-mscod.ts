import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of a Skylake-SP family memory controller channel while bit 11 (STATUS bit 27) is clear: one bit a cause. */
export default defineRegister({
  id: 'skx-imc-mscod',
  name: 'MSCOD, Skylake-SP family iMC banks 13–18',
  width: 16,
  source:
    'Intel SDM vol. 3B, Interpreting Machine Check Error Codes (chapter 17 of 325384-080, 16 before), 06_55H, integrated memory controller, table 16-29 of the older count',
  fields: {
    OTHER_15: bits(15, 12, 'not public'),
    INTERNAL: bit(11, 'the code below is a number for an error inside the controller, not a set of bits'),
    UNCORRECTED_ADDRESS_PARITY: bit(10, 'uncorrected address parity error'),
    DDR4_CA_PARITY: bit(9, 'parity error on the DDR4 command and address wires'),
    WDB_READ_PARITY: bit(8, 'parity error reading the write data buffer'),
    HA_READ: bit(7, 'error on a read for the home agent'),
    UNCORRECTED_SPARE: bit(6, 'uncorrected error while copying to the spare'),
    CORRECTED_SPARE: bit(5, 'corrected error while copying to the spare'),
    UNCORRECTED_PATROL: bit(4, 'uncorrected error found by patrol scrubbing'),
    CORRECTED_PATROL: bit(3, 'corrected error found by patrol scrubbing'),
    HA_WRITE_BE_PARITY: bit(2, 'byte-enable parity error on write data from the home agent'),
    HA_WRITE_DATA_PARITY: bit(1, 'parity error on write data from the home agent'),
    ADDRESS_PARITY: bit(0, 'address parity error'),
  },
})
