import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'
import {FAULT_CODES, SET_CODES} from './_arm-fault-codes.js'

/** The syndrome of an instruction abort. */
export default defineRegister({
  id: 'arm-esr-instruction-abort',
  name: 'ESR_EL1',
  width: 64,
  source:
    'Arm Architecture Reference Manual for A-profile (DDI 0487), ESR_EL1, ISS encoding for an Instruction Abort; SET: RAS Supplement (DDI 0587), error states of a PE',
  fields: {
    ISS2: bits(63, 32, 'ISS2, by what the processor implements'),
    EC: bits(31, 26, 'exception class', {32: 'instruction abort, user space', 33: 'instruction abort, the kernel'}),
    IL: bit(25, '32-bit instruction'),
    RESERVED_24: reserved(24, 13),
    SET: bits(12, 11, 'synchronous error type, if IFSC is 0x10', SET_CODES),
    FNV: bit(10, 'FAR holds no valid address'),
    EA: bit(9, 'external abort type, the implementation’s own'),
    RESERVED_8: reserved(8, 8),
    S1PTW: bit(7, 'on a stage 2 walk for stage 1'),
    RESERVED_6: reserved(6, 6),
    IFSC: bits(5, 0, 'fault status code', FAULT_CODES),
  },
})
