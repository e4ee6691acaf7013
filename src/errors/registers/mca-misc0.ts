import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/**
 * Counter of corrected errors and its threshold on AMD: MCA_MISC0 of a scalable bank, MC4_MISC of families 10h to 16h.
 * The counter starts at the threshold's distance from 0xfff, so its value alone is no number of errors.
 */
export default defineRegister({
  id: 'mca-misc0',
  name: 'MCA_MISC0',
  width: 64,
  source:
    'AMD APM vol. 2 (24593), 9.3.3, MCi_MISC; PPRs, MCA_MISC0; Linux arch/x86/kernel/cpu/mce/amd.c (MASK_VALID_HI to MASK_BLKPTR_LO)',
  fields: {
    Valid: bit(63, 'the counter is there'),
    CntP: bit(62, 'a threshold can be set'),
    Locked: bit(61, 'firmware keeps the counter for itself'),
    IntP: bit(60, 'an interrupt can be raised at the threshold'),
    RESERVED_59: reserved(59, 56),
    LvtOffset: bits(55, 52, 'interrupt entry; scalable MCA keeps it elsewhere'),
    CntEn: bit(51, 'the counter counts'),
    ThresholdIntType: bits(50, 49, 'interrupt at the threshold', {
      0: 'none',
      1: 'APIC interrupt',
      2: 'system management interrupt',
    }),
    Ovrflw: bit(48, 'the counter has reached its threshold'),
    RESERVED_47: reserved(47, 44),
    ErrCnt: bits(43, 32, 'counter'),
    BlkPtr: bits(31, 24, 'further MISC registers of the bank'),
    RESERVED_23: reserved(23, 0),
  },
})
