import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** The syndrome of an SError interrupt on a processor with the RAS extension. */
export default defineRegister({
  id: 'arm-esr-serror',
  name: 'ESR_EL1',
  width: 64,
  source:
    'Arm Architecture Reference Manual for A-profile (DDI 0487), ESR_EL1, ISS encoding for an SError exception; AET: RAS Supplement (DDI 0587), error states of a PE',
  fields: {
    ISS2: bits(63, 32, 'ISS2, by what the processor implements'),
    EC: bits(31, 26, 'exception class', {0: 'not stated', 47: 'SError interrupt'}),
    IL: bit(25, '32-bit instruction, or none that the error belongs to'),
    IDS: bit(24, 'bits 23:0 are the implementation’s own'),
    LATER: bits(23, 14, 'zero, or defined by later revisions of the architecture'),
    IESB: bit(13, 'the error was synchronized by an implicit error barrier'),
    AET: bits(12, 10, 'state in which the error left the processor', {
      0: 'UC: uncontainable',
      1: 'UEU: unrecoverable',
      2: 'UEO: restartable',
      3: 'UER: recoverable',
      6: 'CE: corrected',
    }),
    EA: bit(9, 'external abort type, the implementation’s own'),
    LOW: bits(8, 6, 'zero, or defined by later revisions of the architecture'),
    DFSC: bits(5, 0, 'fault status code', {
      0: 'uncategorized: AET means nothing',
      17: 'asynchronous error: AET is valid',
    }),
  },
})
