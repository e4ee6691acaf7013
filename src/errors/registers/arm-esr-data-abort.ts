import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'
import {FAULT_CODES, SET_CODES} from './_arm-fault-codes.js'

/** The syndrome of a data abort; SET, ISV and what ISV covers depend on the fault status code. */
export default defineRegister({
  id: 'arm-esr-data-abort',
  name: 'ESR_EL1',
  width: 64,
  source:
    'Arm Architecture Reference Manual for A-profile (DDI 0487), ESR_EL1, ISS encoding for a Data Abort; SET: RAS Supplement (DDI 0587), error states of a PE',
  fields: {
    ISS2: bits(63, 32, 'ISS2, by what the processor implements'),
    EC: bits(31, 26, 'exception class', {36: 'data abort, user space', 37: 'data abort, the kernel'}),
    IL: bit(25, '32-bit instruction'),
    ISV: bit(24, 'bits 23:14 describe the access'),
    SAS: bits(23, 22, 'size of the access, if ISV', {0: '1 byte', 1: '2 bytes', 2: '4 bytes', 3: '8 bytes'}),
    SSE: bit(21, 'sign-extended, if ISV'),
    SRT: bits(20, 16, 'register of the access, if ISV'),
    SF: bit(15, '64-bit register, if ISV'),
    AR: bit(14, 'acquire or release, if ISV'),
    VNCR: bit(13, 'access through VNCR_EL2'),
    SET: bits(12, 11, 'synchronous error type, if DFSC is 0x10', SET_CODES),
    FNV: bit(10, 'FAR holds no valid address'),
    EA: bit(9, 'external abort type, the implementation’s own'),
    CM: bit(8, 'cache maintenance'),
    S1PTW: bit(7, 'on a stage 2 walk for stage 1'),
    WNR: bit(6, 'a write'),
    DFSC: bits(5, 0, 'fault status code', FAULT_CODES),
  },
})
