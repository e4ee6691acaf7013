import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of a Denverton memory controller: one bit a cause. */
export default defineRegister({
  id: 'dnv-imc-mscod',
  name: 'MSCOD, Denverton memory controller banks 6–7',
  width: 16,
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_5FH; 325384-080; as in mcelog v208 denverton.c',
  fields: {
    OTHER_15: bits(15, 5, 'not public'),
    WDB_READ_ECC: bit(4, 'ECC error reading the write data buffer'),
    UNCORRECTED_READ: bit(3, 'uncorrected error on a demand read'),
    UNCORRECTED_PATROL: bit(2, 'uncorrected error found by patrol scrubbing'),
    CORRECTED: bit(1, 'corrected error on a demand read or found by patrol scrubbing'),
    CA_PARITY: bit(0, 'parity error on the command and address wires'),
  },
})
