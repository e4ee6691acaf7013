import {bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Syndrome of a scalable-MCA error; in a memory controller bank the low bits of ErrorInformation name the chip select. */
export default defineRegister({
  id: 'mca-synd',
  name: 'MCA_SYND',
  width: 64,
  source: 'AMD PPR for family 17h model 31h (55803) rev 0.54, 3.1.5, MCA_SYND_UMC',
  fields: {
    Syndrome: bits(63, 32, 'ECC syndrome; Length says how many bits of it are valid'),
    RESERVED_31: reserved(31, 27),
    ErrorPriority: bits(26, 24, 'severity the unit gave the error', {
      0: 'none',
      1: 'corrected by hardware',
      2: 'uncorrected, not fatal',
      3: 'deferred',
      4: 'fatal',
    }),
    Length: bits(23, 18, 'valid bits of the syndrome'),
    ErrorInformation: bits(17, 0, 'by bank type; memory controller: chip select in bits 2:0'),
  },
})
