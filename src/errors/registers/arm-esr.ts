import {bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Why an exception was taken; the syndrome as aborts and SError interrupts with RAS encode it. */
export default defineRegister({
  id: 'arm-esr',
  name: 'ESR_EL1',
  width: 32,
  source: 'Arm Architecture Reference Manual for A-profile (DDI 0487), ESR_EL1',
  fields: {
    EC: bits(31, 26, 'exception class'),
    IL: bits(25, 25, 'a 32-bit instruction'),
    IDS: bits(24, 24, 'SError: the rest is defined by the implementation'),
    ISS_HIGH: bits(23, 14, 'depends on the class'),
    IESB: bits(13, 13, 'SError: synchronized by an error barrier'),
    AET: bits(12, 10, 'SError: type of the asynchronous error; aborts: synchronous error type in its upper bits'),
    EA: bits(9, 9, 'external abort type'),
    MIDDLE: bits(8, 6, 'cache maintenance, table walk, write'),
    DFSC: bits(5, 0, 'fault status code'),
  },
})
