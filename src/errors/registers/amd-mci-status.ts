import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** What a bank logged on AMD families 0Fh–16h; bits 54:32 in the northbridge's use (bank 4). */
export default defineRegister({
  id: 'amd-mci-status',
  name: 'MCi_STATUS',
  width: 64,
  source:
    'AMD BKDG for family 15h models 00h–0Fh (42301) rev 3.14, MSR0000_0411; family 10h (31116) rev 3.62, F3x4C; family 0Fh (32559) rev 3.16',
  fields: {
    Val: bit(63, 'the register holds an error'),
    Overflow: bit(62, 'another error came while the register was full'),
    UC: bit(61, 'hardware did not correct the error'),
    En: bit(60, 'reporting of this error was enabled'),
    MiscV: bit(59, 'MCi_MISC holds more about the error'),
    AddrV: bit(58, 'MCi_ADDR holds the address of the error'),
    PCC: bit(57, 'processor context corrupt'),
    ErrCoreIdVal: bit(56, 'ErrorCpu names the core (family 15h)'),
    RESERVED_55: reserved(55, 55),
    SyndromeLow: bits(54, 47, 'ECC syndrome, low byte'),
    CECC: bit(46, 'a correctable ECC error'),
    UECC: bit(45, 'an uncorrectable ECC error'),
    Deferred: bit(44, 'uncorrected but not yet consumed (family 15h)'),
    Poison: bit(43, 'poison was consumed (family 15h; part of the sub-cache in bank 4)'),
    SubCache: bits(42, 41, 'L3 sub-cache in error'),
    Scrub: bit(40, 'found by a scrubber'),
    Link: bits(39, 36, 'HyperTransport link in error'),
    ErrorCpu: bits(35, 32, 'core associated with the error'),
    SyndromeHigh: bits(31, 24, 'ECC syndrome, high byte'),
    RESERVED_23: reserved(23, 21),
    ErrorCodeExt: bits(20, 16, 'extended error code'),
    ErrorCode: bits(15, 0, 'architectural error code'),
  },
})
