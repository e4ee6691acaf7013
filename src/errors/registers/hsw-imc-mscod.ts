import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of a memory controller channel, Sandy Bridge-EP to Broadwell-EX: one bit a cause. */
export default defineRegister({
  id: 'hsw-imc-mscod',
  name: 'MSCOD, Sandy Bridge-EP to Broadwell-EX iMC banks',
  width: 16,
  source:
    'Intel SDM vol. 3B, Interpreting Machine Check Error Codes (chapter 17 of 325384-080, 16 before), 06_2DH table 16-15, 06_3EH table 16-18, 06_3FH table 16-22, 06_56H table 16-25 and 06_4FH table 16-26 of the older count',
  fields: {
    OTHER_15: bits(15, 10, 'not public'),
    DDR4_CA_PARITY: bit(9, 'parity error on the DDR4 command and address wires'),
    WDB_PARITY: bit(8, 'parity error in the write data buffer'),
    CORRECTED_READ: bit(7, 'corrected error on a memory read'),
    UNCORRECTED_SPARE: bit(6, 'uncorrected error while copying to the spare'),
    CORRECTED_SPARE: bit(5, 'corrected error while copying to the spare'),
    UNCORRECTED_PATROL: bit(4, 'uncorrected error found by patrol scrubbing'),
    CORRECTED_PATROL: bit(3, 'corrected error found by patrol scrubbing'),
    HA_WRITE_BE: bit(2, 'byte-enable parity error on write data from the home agent'),
    HA_WRITE_DATA: bit(1, 'parity error on write data from the home agent'),
    ADDRESS_PARITY: bit(0, 'address parity error'),
  },
})
