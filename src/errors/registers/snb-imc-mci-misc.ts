import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MISC of a Sandy or Ivy Bridge-EP memory controller channel when extended logging of corrected errors is on. */
export default defineRegister({
  id: 'snb-imc-mci-misc',
  name: 'IA32_MCi_MISC, Sandy Bridge-EP banks 8–11, Ivy Bridge-EP banks 9–16',
  width: 64,
  source:
    'Intel SDM vol. 3B, Interpreting Machine Check Error Codes (chapter 17 of 325384-080, 16 before), 06_2DH table 16-16 and 06_3EH table 16-19 of the older count, with the corrections in mcelog v208 sandy-bridge.c',
  fields: {
    SECOND_VALID: bit(63, 'the fields of the second failing device are valid'),
    FIRST_VALID: bit(62, 'the fields of the first failing device are valid'),
    OTHER_61: bits(61, 56, 'not public'),
    SECOND_RANK: bits(55, 51, 'rank of the second failing device'),
    FIRST_RANK: bits(50, 46, 'rank of the first failing device'),
    OTHER_45: bits(45, 9, 'error type and device bits'),
    ADDRESS_MODE: bits(8, 6, 'address space of IA32_MCi_ADDR'),
    ADDRESS_LSB: bits(5, 0, 'lowest valid bit of IA32_MCi_ADDR'),
  },
})
