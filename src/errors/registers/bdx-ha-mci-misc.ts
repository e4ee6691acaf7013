import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MISC of a Broadwell-EP/EX home agent: what the mirror did with the error. */
export default defineRegister({
  id: 'bdx-ha-mci-misc',
  name: 'IA32_MCi_MISC, Broadwell-EP/EX home agent banks 7–8',
  width: 64,
  source: 'Intel SDM vol. 4, chapter 2 (335592-080), bank assignment; mirror bits as in mcelog v208 broadwell_epex.c',
  fields: {
    OTHER_63: bits(63, 43, 'not public'),
    MIRROR_CORRECTED: bit(42, 'corrected from the mirror, and the primary channel was written anew'),
    MIRROR_FAILOVER: bit(41, 'corrected from the mirror, and the channel was given up'),
    OTHER_40: bits(40, 9, 'not public'),
    ADDRESS_MODE: bits(8, 6, 'address space of IA32_MCi_ADDR'),
    ADDRESS_LSB: bits(5, 0, 'lowest valid bit of IA32_MCi_ADDR'),
  },
})
