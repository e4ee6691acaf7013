import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** The address of an Arm error record. */
export default defineRegister({
  id: 'arm-err-addr',
  name: 'ERR<n>ADDR',
  width: 64,
  source: 'Arm Architecture Reference Manual Supplement, RAS (DDI 0587), ERR<n>ADDR',
  fields: {
    NS: bit(63, 'not of the Secure address space'),
    SI: bit(62, 'NS may be wrong'),
    AI: bit(61, 'the address may be wrong'),
    VA: bit(60, 'the address may be virtual'),
    NSE: bit(59, 'with NS: which address space, where realms are implemented'),
    RESERVED_58: reserved(58, 56),
    PADDR: bits(55, 0, 'address of the access'),
  },
})
