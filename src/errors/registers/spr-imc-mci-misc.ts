import {bit, bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/**
 * MISC of a Sapphire Rapids memory controller channel. Public decoders disagree about bits 51:37 (row, bank, bank group,
 * device); only the fields they read alike have names here.
 */
export default defineRegister({
  id: 'spr-imc-mci-misc',
  name: 'IA32_MCi_MISC, Sapphire and Emerald Rapids iMC banks 13–20',
  width: 64,
  source:
    'Intel SDM vol. 3B, 17.13.2 (integrated memory controller errors of the 4th generation Xeon); 325384-080; mcelog v208 sapphire.c, rasdaemon v0.8.5, Linux drivers/edac/i10nm_base.c',
  fields: {
    TRANSIENT: bit(63, 'the error did not come back when the line was read again'),
    ECC_MODE: bits(62, 59, 'ECC mode', {
      0: 'SDDC, 2LM',
      1: 'SDDC',
      2: 'SDDC+1, 2LM',
      3: 'SDDC+1',
      4: 'ADDDC, 2LM',
      5: 'ADDDC',
      6: 'ADDDC+1, 2LM',
      7: 'ADDDC+1',
      8: 'DDR-T read',
    }),
    RANK: bits(58, 56, 'rank'),
    SUB_RANK: bits(55, 52, 'sub-rank'),
    CONTESTED: bits(51, 37, 'device, bank, bank group and the top of the row: decoders disagree'),
    ROW_LOW: bits(36, 19, 'row, the 18 bits that all decoders read alike'),
    COLUMN: bits(18, 9, 'column, in steps of four'),
    ADDRESS_MODE: bits(8, 6, 'address space of IA32_MCi_ADDR'),
    ADDRESS_LSB: bits(5, 0, 'lowest valid bit of IA32_MCi_ADDR'),
  },
})
