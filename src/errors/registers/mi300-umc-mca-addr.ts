import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** MCA_ADDR of a DRAM ECC error on MI300: no normalized address but a place in the HBM stack. */
export default defineRegister({
  id: 'mi300-umc-mca-addr',
  name: 'MCA_ADDR (UMC of MI300)',
  width: 64,
  source: 'Linux drivers/ras/amd/atl/umc.c, convert_dram_to_norm_addr_mi300',
  fields: {
    RESERVED_63: reserved(63, 28),
    STACK_ID: bits(27, 26, 'die of the stack'),
    PSEUDO_CHANNEL: bit(25, 'pseudo-channel, hashed'),
    ROW: bits(24, 10, 'row'),
    BANK: bits(9, 6, 'bank, hashed'),
    COLUMN: bits(5, 1, 'column'),
    RESERVED_0: reserved(0, 0),
  },
})
