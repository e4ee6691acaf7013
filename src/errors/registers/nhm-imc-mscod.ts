import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of the Nehalem/Westmere-EP memory controller (bank 8): one bit a cause. */
export default defineRegister({
  id: 'nhm-imc-mscod',
  name: 'MSCOD, Nehalem-EP and Westmere-EP memory controller',
  width: 16,
  source:
    'Intel SDM vol. 3B, chapter 17, memory controller errors of the Xeon 5500 (IA32_MC8_STATUS 31:16); 325384-080',
  fields: {
    OTHER_15: bits(15, 9, 'not public'),
    BYTE_ENABLE_PARITY: bit(8, 'byte-enable parity error'),
    ADDRESS_PARITY: bit(7, 'address parity error'),
    RTID_OUT_OF_RANGE: bit(6, 'transaction tracker out of range'),
    RANGE: bit(5, 'access outside the memory'),
    OTHER_4: bit(4, 'not public'),
    REDUNDANCY_LOSS: bit(3, 'error in one half of redundant memory'),
    WRITE_PARITY: bit(2, 'parity error on a write'),
    SCRUB_ECC: bit(1, 'ECC error found by scrubbing'),
    READ_ECC: bit(0, 'ECC error on a read'),
  },
})
