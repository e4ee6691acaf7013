import {bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** CPUID leaf 1, EAX: which processor this is. */
export default defineRegister({
  id: 'cpuid-signature',
  name: 'CPUID.1 EAX',
  width: 32,
  source:
    'Intel SDM vol. 2A, CPUID, figure 3-6 (version information in EAX); 325383-080; AMD APM vol. 3 (24594) rev 3.36, E.3.2',
  fields: {
    RESERVED_31: reserved(31, 28),
    EXTENDED_FAMILY: bits(27, 20, 'added to the family when it is 15'),
    EXTENDED_MODEL: bits(19, 16, 'high digit of the model'),
    RESERVED_15: reserved(15, 14),
    TYPE: bits(13, 12, 'processor type', {0: 'original', 1: 'OverDrive', 2: 'dual processor'}),
    FAMILY: bits(11, 8, 'family'),
    MODEL: bits(7, 4, 'low digit of the model'),
    STEPPING: bits(3, 0, 'stepping'),
  },
})
