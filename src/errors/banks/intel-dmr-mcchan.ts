import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import dmrMcchanMisc from '../registers/dmr-mcchan-mci-misc.js'
import {readCode} from './_enumerated.js'
import {coordinatesValid, readIntel} from './_intel-memory.js'
import {DMR_MCCHAN_CODES} from './_mcchan-codes.js'

const FIRST_BANK = 19
const CHANNELS_PER_DIE = 8
/** From here on MISC holds no coordinates. */
const FIRST_INTERNAL = 0x800

/** Which memory and I/O die: bit 2 of the APIC id. */
const dieOf = (apic: number): number => (apic >> 2) & 1

/** The controller, counted over both dies; unknown without an APIC id. */
const placeOf = ({bank, apic}: BankRegisters): DramLocation =>
  apic === undefined ? {} : {imc: bank - FIRST_BANK + CHANNELS_PER_DIE * dieOf(apic), channel: 0}

function coordinates(misc: bigint): DramLocation {
  const of = (name: Parameters<typeof dmrMcchanMisc.number>[1]) => dmrMcchanMisc.number(misc, name)
  const knowsDevice = !dmrMcchanMisc.has(misc, 'TRANSIENT') && dmrMcchanMisc.has(misc, 'DEVICE_VALID')
  return {
    chipSelect: of('CHIP_SELECT'),
    subRank: of('SUB_RANK'),
    bankGroup: of('BANK_GROUP'),
    bank: of('BANK'),
    row: of('ROW'),
    column: of('COLUMN') << 2,
    ...(knowsDevice ? {device: of('DEVICE')} : {}),
  }
}

/** Memory channels of Diamond Rapids: eight behind each of two memory and I/O dies. */
export default defineBank({
  id: 'intel-dmr-mcchan',
  title: 'Diamond Rapids, memory channel',
  source: dmrMcchanMisc.source,
  mirror: 'undecoded',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const {misc, mscod, memory} = reading
    const shows = misc !== undefined && coordinatesValid(registers) && mscod < FIRST_INTERNAL
    const dram = {...placeOf(registers), ...(shows ? coordinates(misc) : {})}
    return {
      ...readCode(reading, DMR_MCCHAN_CODES[mscod]),
      ...(memory && Object.keys(dram).length > 0 ? {dram} : {}),
      mirrorEvidence: memory ? 'undecoded' : 'not-reported',
      remarks: [
        ...(memory && registers.apic === undefined ? ['without an APIC id the controller is not known'] : []),
        ...(memory && shows ? [`sub-channel ${dmrMcchanMisc.number(misc, 'SUB_CHANNEL')}`] : []),
      ],
    }
  },
})
