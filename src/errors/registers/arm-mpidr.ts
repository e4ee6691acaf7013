import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Which processor of the system it is, by levels of affinity. */
export default defineRegister({
  id: 'arm-mpidr',
  name: 'MPIDR_EL1',
  width: 64,
  source: 'Arm Architecture Reference Manual for A-profile (DDI 0487), MPIDR_EL1',
  fields: {
    RESERVED_63: reserved(63, 40),
    AFF3: bits(39, 32, 'affinity level 3'),
    RESERVED_31: bit(31, 'always one'),
    U: bit(30, 'the only processor'),
    RESERVED_29: reserved(29, 25),
    MT: bit(24, 'level 0 counts threads of a core'),
    AFF2: bits(23, 16, 'affinity level 2'),
    AFF1: bits(15, 8, 'affinity level 1'),
    AFF0: bits(7, 0, 'affinity level 0'),
  },
})
