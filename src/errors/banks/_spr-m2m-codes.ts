import type {ImcCode} from './_imc-codes.js'

/** MSCOD bits 7:0 of the M2M banks of Sapphire and Emerald Rapids (mcelog sapphire.c). */
export const SPR_M2M_CODES: Readonly<Record<number, ImcCode>> = {
  1: {says: 'ECC error on a read', where: 'dram'},
  2: {says: 'error of the first bucket', where: 'memory-controller'},
  3: {says: 'read tracker parity error', where: 'memory-controller'},
  5: {says: 'prefetch on the wrong channel', where: 'memory-controller'},
  7: {says: 'read completion parity error', where: 'memory-controller'},
  8: {says: 'response parity error', where: 'memory-controller'},
  9: {says: 'time-out', where: 'memory-controller'},
  10: {says: 'reserved credit pool wrong', where: 'memory-controller'},
  11: {says: 'credit total wrong', where: 'memory-controller'},
  12: {says: 'credits oversubscribed', where: 'memory-controller'},
}
