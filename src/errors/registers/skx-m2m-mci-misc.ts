import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MISC of a mesh-to-memory bank (Skylake-SP family, Ice Lake-SP): what the mirror did with the error. */
export default defineRegister({
  id: 'skx-m2m-mci-misc',
  name: 'IA32_MCi_MISC, M2M banks (Skylake-SP family 7–8, Ice Lake-SP 12, 16, 20, 24)',
  width: 64,
  source:
    'Intel SDM vol. 3B, Interpreting Machine Check Error Codes (chapter 17 of 325384-080, 16 before), M2M errors; mirror bits as in mcelog v208 skylake_xeon.c and i10nm.c',
  fields: {
    MIRROR_FAILOVER: bit(63, 'corrected from the mirror, and the channel was given up'),
    MIRROR_CORRECTED: bit(62, 'corrected from the mirror, and the primary channel was written anew'),
    OTHER: bits(61, 9, 'not public'),
    ADDRESS_MODE: bits(8, 6, 'address space of IA32_MCi_ADDR'),
    ADDRESS_LSB: bits(5, 0, 'lowest valid bit of IA32_MCi_ADDR'),
  },
})
