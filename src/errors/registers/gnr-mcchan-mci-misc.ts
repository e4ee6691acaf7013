import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MISC of a memory channel of Granite Rapids and its relatives: where in the DRAM the error is, when STATUS bit 33 says so. */
export default defineRegister({
  id: 'gnr-mcchan-mci-misc',
  name: 'IA32_MCi_MISC, Granite Rapids, Sierra Forest and Clearwater Forest memory channel banks 13–24',
  width: 64,
  source: 'Intel: layout as in mcelog v208 granite.c and rasdaemon v0.8.5 mce-intel-granite.c',
  fields: {
    TRANSIENT: bit(63, 'the error did not come back when the line was read again'),
    OTHER_62: bit(62, 'not public'),
    ECC_MODE: bits(61, 58, 'ECC mode', {
      1: 'SDDC 128 bit, 1LM',
      2: 'SDDC 125 bit, 1LM',
      3: 'SDDC 96 bit, 1LM',
      4: 'SDDC 96 bit, 2LM',
      5: 'ADDDC 80 bit, 1LM',
      6: 'ADDDC 80 bit, 2LM',
      7: 'ADDDC 64 bit, 1LM',
      8: '9x4 61 bit, 1LM',
      9: '9x4 32 bit, 1LM',
      10: '9x4 32 bit, 2LM',
    }),
    CHIP_SELECT: bits(57, 55, 'chip select'),
    SUB_RANK: bits(54, 51, 'sub-rank'),
    OTHER_50: bits(50, 49, 'not public'),
    DEVICE: bits(48, 43, 'failing DRAM device, for errors that are not transient'),
    OTHER_42: bit(42, 'not public'),
    BANK_GROUP: bits(41, 39, 'bank group'),
    BANK: bits(38, 37, 'bank'),
    ROW: bits(36, 19, 'row'),
    COLUMN: bits(18, 9, 'column, in steps of four'),
    ADDRESS_MODE: bits(8, 6, 'address space of IA32_MCi_ADDR'),
    ADDRESS_LSB: bits(5, 0, 'lowest valid bit of IA32_MCi_ADDR'),
  },
})
