import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** What the machine-check architecture of this processor offers. */
export default defineRegister({
  id: 'ia32-mcg-cap',
  name: 'IA32_MCG_CAP',
  width: 64,
  source: 'Intel SDM vol. 3B, 16.3.1.1 (IA32_MCG_CAP MSR), figure 16-2; 325384-080',
  fields: {
    RESERVED_63: reserved(63, 28),
    MCG_LMCE_P: bit(27, 'exceptions can be delivered to one logical processor alone'),
    MCG_ELOG_P: bit(26, 'firmware can be invoked before the error is signalled (enhanced logging)'),
    MCG_EMC_P: bit(25, 'enhanced machine check: firmware marks registers it changed'),
    MCG_SER_P: bit(24, 'software error recovery: S and AR are valid'),
    MCG_EXT_CNT: bits(23, 16, 'number of extended state registers'),
    RESERVED_15: reserved(15, 12),
    MCG_TES_P: bit(11, 'threshold-based error status: STATUS bits 54:53 are architectural'),
    MCG_CMCI_P: bit(10, 'corrected errors can raise an interrupt; STATUS bits 52:38 count them'),
    MCG_EXT_P: bit(9, 'extended state registers exist'),
    MCG_CTL_P: bit(8, 'IA32_MCG_CTL exists'),
    COUNT: bits(7, 0, 'number of banks'),
  },
})
