import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import gnrMcchanMisc from '../registers/gnr-mcchan-mci-misc.js'
import {readCode} from './_enumerated.js'
import {coordinatesValid, readIntel} from './_intel-memory.js'
import {GNR_MCCHAN_CODES} from './_mcchan-codes.js'

const FIRST_BANK = 13
/** Errors inside the controller: their MISC holds no coordinates. */
const isInternal = (mscod: number): boolean => mscod >= 0x800 && mscod <= 0x82f

function coordinates(misc: bigint): DramLocation {
  const of = (name: Parameters<typeof gnrMcchanMisc.number>[1]) => gnrMcchanMisc.number(misc, name)
  return {
    chipSelect: of('CHIP_SELECT'),
    subRank: of('SUB_RANK'),
    bankGroup: of('BANK_GROUP'),
    bank: of('BANK'),
    row: of('ROW'),
    column: of('COLUMN') << 2,
    ...(gnrMcchanMisc.has(misc, 'TRANSIENT') ? {} : {device: of('DEVICE')}),
  }
}

/** Memory channels of Granite Rapids and its relatives: one controller for each channel, as Linux numbers them. */
export default defineBank({
  id: 'intel-gnr-mcchan',
  title: 'Granite Rapids and its relatives, memory channel',
  source: `${gnrMcchanMisc.source}; one channel a controller: Linux drivers/edac/i10nm_base.c`,
  mirror: 'undecoded',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const {misc, mscod, memory} = reading
    const shows = misc !== undefined && coordinatesValid(registers) && !isInternal(mscod)
    const place = {imc: registers.bank - FIRST_BANK, channel: 0}
    return {
      ...readCode(reading, GNR_MCCHAN_CODES[mscod]),
      ...(memory ? {dram: shows ? {...place, ...coordinates(misc)} : place} : {}),
      mirrorEvidence: memory ? 'undecoded' : 'not-reported',
    }
  },
})
