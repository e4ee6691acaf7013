import {bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** More about the error: how precise the address is, and in which address space; the rest differs by model and bank. */
export default defineRegister({
  id: 'ia32-mci-misc',
  name: 'IA32_MCi_MISC',
  width: 64,
  source: 'Intel SDM vol. 3B, 16.3.2.4 (IA32_MCi_MISC MSRs), figure 16-8 and table 16-3; 325384-080',
  fields: {
    MODEL: bits(63, 9, 'model-specific information'),
    ADDRESS_MODE: bits(8, 6, 'address space of IA32_MCi_ADDR', {
      0: 'segment offset',
      1: 'linear address',
      2: 'physical address',
      3: 'memory address',
      7: 'generic',
    }),
    ADDRESS_LSB: bits(5, 0, 'lowest valid bit of IA32_MCi_ADDR: 6 is a cache line, 12 a page'),
  },
})
