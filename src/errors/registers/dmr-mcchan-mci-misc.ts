import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MISC of a memory channel of Diamond Rapids: where in the DRAM the error is, when STATUS bit 33 says so. */
export default defineRegister({
  id: 'dmr-mcchan-mci-misc',
  name: 'IA32_MCi_MISC, Diamond Rapids memory channel banks 19–26',
  width: 64,
  source: 'Intel: layout as in mcelog v208 diamond.c and rasdaemon v0.8.5 mce-intel-diamond.c',
  fields: {
    TRANSIENT: bit(63, 'the error did not come back when the line was read again'),
    OTHER_62: bit(62, 'not public'),
    ECC_MODE: bits(61, 58, 'ECC mode', {
      1: 'SDDC 128 bit, 1LM',
      2: 'SDDC 125 bit, 1LM',
      3: 'SDDC 125 bit, 2LM',
      4: 'ADDDC 80 bit, 1LM',
      5: 'ADDDC 80 bit, 2LM',
      9: '5x8 128 bit, 1LM',
      10: '5x8 125 bit, 1LM',
      11: '5x8 125 bit, 2LM',
    }),
    OTHER_57: bit(57, 'not public'),
    CHIP_SELECT: bits(56, 55, 'chip select'),
    SUB_RANK: bits(54, 51, 'sub-rank'),
    OTHER_50: bit(50, 'not public'),
    SUB_CHANNEL: bit(49, 'sub-channel'),
    DEVICE: bits(48, 44, 'failing DRAM device'),
    OTHER_43: bit(43, 'not public'),
    DEVICE_VALID: bit(42, 'the failing device is known'),
    BANK_GROUP: bits(41, 39, 'bank group'),
    BANK: bits(38, 37, 'bank'),
    ROW: bits(36, 19, 'row'),
    COLUMN: bits(18, 9, 'column, in steps of four'),
    ADDRESS_MODE: bits(8, 6, 'address space of IA32_MCi_ADDR'),
    ADDRESS_LSB: bits(5, 0, 'lowest valid bit of IA32_MCi_ADDR'),
  },
})
