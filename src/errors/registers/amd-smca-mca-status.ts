import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** What a bank logged on scalable MCA (AMD family 17h and later, Hygon family 18h). */
export default defineRegister({
  id: 'amd-smca-mca-status',
  name: 'MCA_STATUS',
  width: 64,
  source:
    'AMD PPR for family 19h model 01h (55898) rev 0.50, 3.1.5 MCA Banks, MCA_STATUS; APM vol. 2 (24593) rev 3.42, 9.3.3.2',
  fields: {
    Val: bit(63, 'the register holds an error'),
    Overflow: bit(62, 'another error came while the register was full'),
    UC: bit(61, 'hardware did not correct the error'),
    En: bit(60, 'reporting of this error was enabled'),
    MiscV: bit(59, 'MCA_MISC0 holds more about the error'),
    AddrV: bit(58, 'MCA_ADDR holds the address of the error'),
    PCC: bit(57, 'processor context corrupt'),
    ErrCoreIdVal: bit(56, 'ErrCoreId names the core'),
    TCC: bit(55, 'task context corrupt: the interrupted task must not go on'),
    RESERVED_54: reserved(54, 54),
    SyndV: bit(53, 'MCA_SYND holds a syndrome'),
    RESERVED_52: reserved(52, 47),
    CECC: bit(46, 'a correctable ECC error'),
    UECC: bit(45, 'an uncorrectable ECC error'),
    Deferred: bit(44, 'uncorrected but not yet consumed: the data was marked as poison'),
    Poison: bit(43, 'poison was consumed'),
    RESERVED_42: reserved(42, 41),
    Scrub: bit(40, 'found by a scrubber'),
    RESERVED_39: reserved(39, 38),
    ErrCoreId: bits(37, 32, 'core within the unit that saw the error'),
    RESERVED_31: reserved(31, 30),
    AddrLsb: bits(29, 24, 'lowest valid bit of MCA_ADDR (family 19h and later)'),
    RESERVED_23: reserved(23, 22),
    ErrorCodeExt: bits(21, 16, 'extended error code: its meaning depends on the bank type in MCA_IPID'),
    ErrorCode: bits(15, 0, 'architectural error code'),
  },
})
