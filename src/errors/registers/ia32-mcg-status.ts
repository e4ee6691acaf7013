import {bit, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** State of the processor when the machine-check exception was raised. */
export default defineRegister({
  id: 'ia32-mcg-status',
  name: 'IA32_MCG_STATUS',
  width: 64,
  source:
    'Intel SDM vol. 3B, 16.3.1.2 (IA32_MCG_STATUS MSR), figure 16-3; 325384-080; SEAM_NR: Intel TDX Module base spec. 348549-004, 16.2',
  fields: {
    RESERVED_63: reserved(63, 13),
    SEAM_NR: bit(12, 'the error was raised while a TDX guest ran (SEAM non-root)'),
    RESERVED_11: reserved(11, 4),
    LMCES: bit(3, 'the exception was delivered to this logical processor alone'),
    MCIP: bit(2, 'a machine check is in progress'),
    EIPV: bit(1, 'the saved instruction pointer is tied to the error'),
    RIPV: bit(0, 'the program can restart at the saved instruction pointer'),
  },
})
