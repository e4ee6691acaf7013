import {bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Who designed an Arm processor, and which one it is. */
export default defineRegister({
  id: 'arm-midr',
  name: 'MIDR_EL1',
  width: 32,
  source: 'Arm Architecture Reference Manual for A-profile (DDI 0487), MIDR_EL1',
  fields: {
    IMPLEMENTER: bits(31, 24, 'designer'),
    VARIANT: bits(23, 20, 'major revision, the n of rnpm'),
    ARCHITECTURE: bits(19, 16, '15: told by the ID registers'),
    PART: bits(15, 4, 'part number'),
    REVISION: bits(3, 0, 'minor revision, the m of rnpm'),
  },
})
