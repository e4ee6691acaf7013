import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import sprImcMisc from '../registers/spr-imc-mci-misc.js'
import {contestedHbm} from './_contested.js'
import {readCode} from './_enumerated.js'
import {IMC_CODES} from './_imc-codes.js'
import {readIntel} from './_intel-memory.js'
import {SPR_M2M_CODES} from './_spr-m2m-codes.js'

/** Bank 29 is the mesh side of the in-package memory, 30 and 31 are its channels. */
const MESH_BANK = 29
const FIRST_CHANNEL_BANK = 30

const IN_PACKAGE = 'high-bandwidth memory in the package, not a DIMM'

const coordinates = (misc: bigint | undefined): DramLocation =>
  misc === undefined ? {} : {rank: sprImcMisc.number(misc, 'RANK'), column: sprImcMisc.number(misc, 'COLUMN') << 2}

/** High-bandwidth memory of Sapphire Rapids: it is never mirrored, so it has nothing to report. */
export default defineBank({
  id: 'intel-spr-hbm',
  title: 'Sapphire Rapids, high-bandwidth memory',
  source: 'Intel: HBM banks 29–31 as in mcelog v208 sapphire.c',
  mirror: 'not-reported',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const {mscod, misc, memory} = reading
    const isMesh = registers.bank === MESH_BANK
    const channel = registers.bank - FIRST_CHANNEL_BANK
    return {
      ...readCode(reading, isMesh ? SPR_M2M_CODES[mscod & 0xff] : IMC_CODES[mscod]),
      ...(memory && !isMesh ? {dram: {channel, ...coordinates(misc)}} : {}),
      mirrorEvidence: 'not-reported',
      remarks: [IN_PACKAGE, ...(memory && !isMesh ? contestedHbm(misc) : [])],
    }
  },
})
