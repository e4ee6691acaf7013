import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of a UPI link: a number, and one bit a cause for control errors. */
export default defineRegister({
  id: 'skx-upi-mscod',
  name: 'MSCOD, UPI banks of Skylake-SP to Emerald Rapids',
  width: 16,
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), UPI errors; 325384-080; as in mcelog v208 skylake_xeon.c and i10nm.c',
  fields: {
    TX_PARITY: bit(15, 'transmitter: parity error'),
    RESET_NOT_IDLE: bit(14, 'link reset while protocol traffic was not idle'),
    RESET_IN_PROGRESS: bit(13, 'link reset not finished when the physical layer came up'),
    RX_CREDIT: bit(12, 'receiver: credit overflow or underflow in the clock-crossing buffer'),
    TX_UNEXPECTED: bit(11, 'transmitter: unexpected protocol flit'),
    ROUTEBACK_TABLE: bit(10, 'routing table error'),
    REGISTER_FILE_PARITY: bit(9, 'register file parity error'),
    UNEXPECTED_RETRY_REQUEST: bit(8, 'unexpected request to retry'),
    UNEXPECTED_RETRY_ACK: bit(7, 'unexpected acknowledgement of a retry'),
    PHY_CONTROL: bit(6, 'physical layer: control error'),
    CODE: bits(5, 0, 'number of the error'),
  },
})
