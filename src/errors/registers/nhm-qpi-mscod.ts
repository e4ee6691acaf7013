import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of a QPI link of Nehalem and Westmere: one bit a cause. */
export default defineRegister({
  id: 'nhm-qpi-mscod',
  name: 'MSCOD, Nehalem-EP and Westmere-EP QPI banks 0–1',
  width: 16,
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_1AH, QPI errors; 325384-080; as in mcelog v208 nehalem.c',
  fields: {
    OTHER_15: bits(15, 11, 'not public'),
    CLOCK_JITTER: bit(10, 'jitter of the internal clocks'),
    FAILED_RESPONSE: bit(9, 'the sender answered with a failure'),
    TOO_MANY_FLITS: bit(8, 'the sender sent more than there was credit for'),
    CREDIT_TYPE: bit(7, 'unsupported kind of credit'),
    UNSUPPORTED_MESSAGE: bit(6, 'unsupported message'),
    RESERVED_5: reserved(5, 4),
    POISON: bit(3, 'data packet that the sender marked as poison'),
    RETRIES_EXCEEDED: bit(2, 'too many retries'),
    DATA_PARITY: bit(1, 'parity error in a data packet'),
    HEADER_PARITY: bit(0, 'parity error in a header'),
  },
})
