import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** What a bank logged, as Intel and Zhaoxin CPUs lay it out; bits 56:53 mean this only where MCG_CAP says so. */
export default defineRegister({
  id: 'ia32-mci-status',
  name: 'IA32_MCi_STATUS',
  width: 64,
  source: 'Intel SDM vol. 3B, 16.3.2.2 (IA32_MCi_STATUS MSRs), figure 16-6, and 16.6.2; 325384-080',
  fields: {
    VAL: bit(63, 'the register holds an error'),
    OVER: bit(62, 'another error came while the register was full'),
    UC: bit(61, 'hardware did not correct the error'),
    EN: bit(60, 'reporting of this error was enabled'),
    MISCV: bit(59, 'IA32_MCi_MISC holds more about the error'),
    ADDRV: bit(58, 'IA32_MCi_ADDR holds the address of the error'),
    PCC: bit(57, 'processor context corrupt: no reliable restart'),
    S: bit(56, 'signalled: a machine-check exception was raised for this error (with MCG_SER_P)'),
    AR: bit(55, 'action required before the interrupted program goes on (with MCG_SER_P)'),
    THRESHOLD: bits(54, 53, 'corrected errors against the threshold (with MCG_TES_P and UC=0)', {
      0: 'not tracked',
      1: 'green: below the threshold',
      2: 'yellow: above the threshold',
    }),
    CORRECTED_COUNT: bits(52, 38, 'corrected errors since the register was cleared; saturates (with MCG_CMCI_P)'),
    FIRMWARE_UPDATED: bit(37, 'firmware changed the contents (with MCG_EMC_P)'),
    OTHER: bits(36, 32, 'other information, by model'),
    MSCOD: bits(31, 16, 'model-specific error code'),
    MCACOD: bits(15, 0, 'architectural error code'),
  },
})
