import {bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MISC of the Nehalem/Westmere-EP memory controller (bank 8): it names the DIMM and has no architectural address fields. */
export default defineRegister({
  id: 'nhm-imc-mc8-misc',
  name: 'IA32_MC8_MISC, Nehalem-EP and Westmere-EP',
  width: 64,
  source: 'Intel SDM vol. 3B, chapter 17, memory controller errors of the Xeon 5500 (IA32_MC8_MISC); 325384-080',
  fields: {
    SYNDROME: bits(63, 32, 'ECC syndrome'),
    RESERVED_31: reserved(31, 20),
    CHANNEL: bits(19, 18, 'channel'),
    DIMM: bits(17, 16, 'DIMM on the channel'),
    RESERVED_15: reserved(15, 8),
    RTID: bits(7, 0, 'transaction tracker'),
  },
})
