import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of a memory controller channel, Sandy Bridge-EP to Broadwell-EX: one bit a cause. */
export default defineRegister({
  id: 'hsw-imc-mscod',
  name: 'MSCOD, Sandy Bridge-EP to Broadwell-EX iMC banks',
  width: 16,
  source:
    'Intel SDM vol. 3B, chapter 17, tables 17-18 (Ivy Bridge), 17-22 (Haswell) and 17-26 (Broadwell) (integrated memory controller, IA32_MCi_STATUS 31:16); 325384-080',
  fields: {
    OTHER_15: bits(15, 10, 'not public'),
    DDR4_CA_PARITY: bit(9, 'parity error on the DDR4 command and address wires'),
    WDB_PARITY: bit(8, 'parity error in the write data buffer'),
    CORRECTED_READ: bit(7, 'corrected error on a memory read'),
    UNCORRECTED_SPARE: bit(6, 'uncorrected error while copying to the spare'),
    CORRECTED_SPARE: bit(5, 'corrected error while copying to the spare'),
    UNCORRECTED_PATROL: bit(4, 'uncorrected error found by patrol scrubbing'),
    CORRECTED_PATROL: bit(3, 'corrected error found by patrol scrubbing'),
    HA_WRITE_BE: bit(2, 'byte-enable error on write data from the home agent'),
    HA_WRITE_DATA: bit(1, 'error on write data from the home agent'),
    ADDRESS_PARITY: bit(0, 'address parity error'),
  },
})
