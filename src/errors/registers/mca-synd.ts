import {bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/**
 * Syndrome of a scalable-MCA error. ErrorInformation, bits 17:0, is by bank type and here in the use of a memory
 * controller that found a DRAM ECC error; core banks hold way and index there.
 */
export default defineRegister({
  id: 'mca-synd',
  name: 'MCA_SYND',
  width: 64,
  source: 'AMD PPR for family 17h model 31h (55803), 3.1.5, MCA_SYND_UMC; Linux drivers/edac/amd64_edac.c',
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
    Information_17: bits(17, 14, 'error information by bank type'),
    UmcSymbol: bits(13, 8, 'memory controller: corrected symbol; else error information'),
    Information_7: bits(7, 7, 'error information by bank type'),
    UmcChipId: bits(6, 4, 'memory controller: chip id of stacked modules; else error information'),
    Information_3: bits(3, 3, 'error information by bank type'),
    ChipSelect: bits(2, 0, 'memory controller: chip select; else error information'),
  },
})
