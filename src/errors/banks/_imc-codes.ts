import type {MirrorEvidence} from '../memory-error.js'

/** One enumerated MSCOD: what it says, and whether the cause is the DRAM's contents or the controller. */
export interface ImcCode {
  readonly says: string
  readonly where: 'dram' | 'memory-controller'
}

/** A cause in the DRAM's contents. */
export const dram = (says: string): ImcCode => ({says, where: 'dram'})
/** A cause in the controller or on its wires. */
export const controller = (says: string): ImcCode => ({says, where: 'memory-controller'})

/** MSCOD of the memory controller channels from Ice Lake-SP on (SDM vol. 3B, chapter 17; mcelog i10nm.c, sapphire.c). */
export const IMC_CODES: Readonly<Record<number, ImcCode>> = {
  1: controller('address parity error'),
  2: controller('data parity error on the way in'),
  3: controller('data ECC error on the way in'),
  4: controller('byte-enable parity error on the way in'),
  5: controller('data arrived already uncorrectable'),
  6: controller('metadata arrived already uncorrectable'),
  7: controller('transaction identifier parity error'),
  8: dram('corrected error found by patrol scrubbing'),
  16: dram('uncorrected error found by patrol scrubbing'),
  32: dram('corrected error while copying to the spare'),
  64: dram('uncorrected error while copying to the spare'),
  128: dram('corrected error on a read'),
  160: dram('uncorrected error on a read'),
  192: dram('uncorrected metadata'),
  256: controller('parity error reading the write data buffer'),
  259: controller('read pending address parity error'),
  260: controller('read pending address parity error'),
  261: controller('write pending address parity error'),
  262: controller('byte-enable error on DDR-T data'),
  263: controller('error on DDR-T data'),
  264: controller('DDR link failure'),
  273: controller('partial cache line sparing: look-up error'),
  274: controller('partial cache line sparing: data error'),
  512: controller('parity error on the DDR command and address wires'),
  544: controller('parity error on the HBM command and address wires'),
  545: controller('HBM data parity error'),
  1024: controller('read queue parity error, primary'),
  1025: controller('read queue parity error, buddy'),
  1028: controller('write queue parity error, primary'),
  1029: controller('write queue parity error, buddy'),
  1032: controller('read buffer parity error, primary'),
  1033: controller('read buffer parity error, buddy'),
  2048: controller('bad DDR-T request'),
  2049: controller('DDR data for an entry that is not in use'),
  2050: controller('DDR data for an entry that expects none'),
  2051: controller('DDR completion for an entry that is not in use'),
  2052: controller('DDR-T completion for an entry that is not in use'),
  2053: controller('overflow of the DDR data or completion queue'),
  2054: controller('DDR-T identifier parity error, corrected'),
  2055: controller('DDR-T identifier error, uncorrected'),
  2056: controller('DDR-T interrupt while the one before was not acknowledged'),
  2057: controller('overflow of the DDR-T identifier queue'),
  2058: controller('DDR-T write credit error'),
  2059: controller('DDR-T read credit error'),
  2060: controller('DDR-T scheduler error'),
  2061: controller('DDR-T module reports an error event'),
  2062: controller('DDR-T module reports a thermal event'),
  2063: controller('packet from the mesh while idle'),
  2064: controller('DDR-T read request parity error'),
  2065: controller('DDR-T write request parity error'),
  2066: controller('near-memory fill write look-up error'),
  2067: controller('mesh credits oversubscribed'),
  2068: controller('mesh credit total wrong'),
  2069: controller('mesh reserved credit pool wrong'),
  2070: controller('DDR-T read error'),
  2071: controller('write data buffer queue error'),
  2072: controller('mesh request queue overflow'),
  2073: controller('mesh request queue underflow'),
  2074: controller('mesh response queue overflow'),
  2075: controller('mesh response queue underflow'),
  2076: controller('other mesh credit errors'),
  2077: controller('other mesh arbitration errors'),
  2078: controller('DDR-T write completion queue overflow'),
  2079: controller('DDR-T write completion queue underflow'),
  2080: controller('mesh read completion queue overflow'),
  2081: controller('mesh read completion queue underflow'),
  2082: controller('memory encryption: key parity error'),
  2083: controller('memory encryption: mesh interface error'),
  2084: controller('memory encryption: mesh interface overflow'),
  2085: controller('memory encryption: mesh interface underflow'),
  2086: controller('memory encryption: secure access error'),
  2087: controller('memory encryption: fill parity error'),
  2089: controller('internal error'),
  2090: controller('memory encryption: integrity error'),
  2091: controller('memory encryption: TDX error'),
  2092: controller('memory encryption: secure fill error'),
  2093: controller('memory encryption: key poisoned'),
  2094: controller('memory encryption: security engine error'),
  4104: dram('corrected error found by patrol scrubbing, on the second copy of the mirror'),
  4112: dram('uncorrected error found by patrol scrubbing, on the second copy of the mirror'),
  4128: dram('corrected error while copying to the spare, on the second copy of the mirror'),
  4160: dram('uncorrected error while copying to the spare, on the second copy of the mirror'),
  4224: dram('error on a read, on the second copy of the mirror'),
  4256: dram('uncorrected error on a read, on the second copy of the mirror'),
}

/** High byte of the codes that name the second copy of a mirror. */
const SECONDARY_PAGE = 0x10

/** `secondary` for codes about the second copy; otherwise what the caller's layout can say. */
export const mirrorFromCode = (mscod: number, otherwise: MirrorEvidence): MirrorEvidence =>
  mscod >> 8 === SECONDARY_PAGE ? 'secondary' : otherwise
