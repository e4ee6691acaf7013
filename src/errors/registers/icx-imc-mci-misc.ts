import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MISC of an Ice Lake-SP memory controller channel: where in the DRAM the error is. Bit 63 is not about mirroring here. */
export default defineRegister({
  id: 'icx-imc-mci-misc',
  name: 'IA32_MCi_MISC, Ice Lake-SP iMC banks 13–15, 17–19, 21–23, 25–27',
  width: 64,
  source:
    'Intel SDM vol. 3B, 17.11.3 (integrated memory controller errors of the 3rd generation Xeon); 325384-080; layout as in mcelog v208 i10nm.c and Linux drivers/edac/i10nm_base.c',
  fields: {
    TRANSIENT: bit(63, 'the error did not come back when the line was read again'),
    ECC_MODE: bits(62, 59, 'ECC mode', {0: 'SDDC, 2LM', 1: 'SDDC', 4: 'ADDDC, 2LM', 5: 'ADDDC', 8: 'DDR-T read'}),
    RANK: bits(58, 56, 'rank'),
    SUB_RANK: bits(55, 52, 'sub-rank'),
    DEVICE: bits(51, 46, 'failing DRAM device, for corrected errors that are not transient'),
    OTHER_45: bit(45, 'not public'),
    BANK_GROUP_HIGH: bit(44, 'bank group, bit 2'),
    BANK: bits(43, 42, 'bank'),
    BANK_GROUP_LOW: bits(41, 40, 'bank group, bits 1:0'),
    ROW: bits(39, 19, 'row'),
    COLUMN: bits(18, 9, 'column, in steps of four'),
    ADDRESS_MODE: bits(8, 6, 'address space of IA32_MCi_ADDR'),
    ADDRESS_LSB: bits(5, 0, 'lowest valid bit of IA32_MCi_ADDR'),
  },
})
