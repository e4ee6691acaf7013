import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Model-specific code of a mesh-to-memory bank (Skylake-SP family, Ice Lake-SP): one bit a cause. */
export default defineRegister({
  id: 'skx-m2m-mscod',
  name: 'MSCOD, Skylake-SP and Ice Lake-SP M2M banks',
  width: 16,
  source:
    'Intel SDM vol. 3B, Interpreting Machine Check Error Codes (chapter 17 of 325384-080, 16 before), 06_55H, M2M, table 16-30 of the older count; upper byte as in mcelog v208 i10nm.c',
  fields: {
    OTHER: bits(15, 10, 'further causes, not public'),
    DDR_TYPE: bits(9, 8, 'kind of memory the error is on'),
    BUCKET1: bit(7, 'fatal error of the first bucket'),
    PARITY: bit(6, 'parity error in the tracker'),
    TIMEOUT: bit(5, 'time-out'),
    BGF: bit(4, 'error in the clock-crossing buffer'),
    FULL_WRITE: bit(3, 'data error on a full write'),
    PARTIAL_WRITE: bit(2, 'data error on a partial write'),
    RESERVED_1: reserved(1, 1),
    DATA_READ: bit(0, 'data error on a read'),
  },
})
