import type {BankReading, BankRegisters} from '../define-cpu.js'
import skxM2mMisc from '../registers/skx-m2m-mci-misc.js'
import skxM2mMscod from '../registers/skx-m2m-mscod.js'
import {causesIn, mirrorFromMisc, mirrorRemarks, modelCode, placeOf, readIntel, unitOf} from './_intel-memory.js'

/** Causes that lie in the data, and causes that lie in the mesh-to-memory unit itself. */
const DATA = ['DATA_READ', 'PARTIAL_WRITE', 'FULL_WRITE'] as const
const OWN = ['BGF', 'TIMEOUT', 'PARITY', 'BUCKET1'] as const

/** Documents behind the layout of mesh-to-memory banks. */
export const M2M_SOURCE = `${skxM2mMscod.source}; ${skxM2mMisc.source}`

/** A mesh-to-memory bank that serves memory controller `imc`; its MISC shows what the mirror did. */
export function readM2m(registers: BankRegisters, imc: number): BankReading {
  const reading = readIntel(registers)
  const has = (name: Parameters<typeof skxM2mMscod.has>[1]) => skxM2mMscod.has(BigInt(reading.mscod), name)
  const mirrorEvidence = mirrorFromMisc(reading, skxM2mMisc, 'MIRROR_FAILOVER', 'MIRROR_CORRECTED')
  return {
    unit: unitOf(reading.mca, DATA.some(has), OWN.some(has)),
    modelSpecific: modelCode(reading.mscod, causesIn(skxM2mMscod, reading.mscod)),
    ...(reading.memory ? {dram: placeOf(reading, imc)} : {}),
    mirrorEvidence,
    remarks: mirrorRemarks(reading, mirrorEvidence),
  }
}
