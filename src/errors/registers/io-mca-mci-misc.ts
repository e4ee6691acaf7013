import {bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MISC of an I/O error (MCACOD 0x0E0B): the root port that reported it. */
export default defineRegister({
  id: 'io-mca-mci-misc',
  name: 'IA32_MCi_MISC, I/O errors (MCACOD 0E0BH)',
  width: 64,
  source: 'Intel white paper on enhanced MCA logging for Xeon, I/O MCA; as in mcelog v208 p4.c',
  fields: {
    OTHER_63: bits(63, 40, 'not public'),
    SEGMENT: bits(39, 32, 'PCI segment'),
    BUS: bits(31, 24, 'bus'),
    DEVICE: bits(23, 19, 'device'),
    FUNCTION: bits(18, 16, 'function'),
    OTHER_15: bits(15, 0, 'not public'),
  },
})
