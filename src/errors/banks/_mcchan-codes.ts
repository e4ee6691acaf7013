import {controller, dram, type ImcCode} from './_imc-codes.js'

/** MSCOD of both generations of memory channel banks, Granite Rapids and Diamond Rapids. */
const COMMON: Readonly<Record<number, ImcCode>> = {
  1: controller('parity error in the address of a request'),
  2: controller('parity error in write data'),
  4: controller('byte-enable parity error in write data'),
  8: dram('corrected error found by patrol scrubbing'),
  16: dram('uncorrected error found by patrol scrubbing'),
  32: dram('corrected error while copying to the spare'),
  64: dram('uncorrected error while copying to the spare'),
  128: dram('transient or corrected error on a read'),
  160: dram('uncorrected error on a read'),
  176: dram('poison read although poison is disabled'),
  192: dram('metadata error of the memory used as a cache'),
  258: controller('ECC error reading the write data buffer'),
  260: controller('byte-enable parity error reading the write data buffer'),
  262: controller('persistent ECC error reading the write data buffer'),
  264: controller('DDR link failure'),
  265: controller('illegal operation code received'),
  512: controller('parity error on the DDR command and address wires, or CRC error on a write'),
  2098: controller('internal error'),
}

/** MSCOD of the memory channels of Granite Rapids, Sierra Forest and Clearwater Forest (mcelog v208 granite.c). */
export const GNR_MCCHAN_CODES: Readonly<Record<number, ImcCode>> = {
  ...COMMON,
  2: controller('parity error in write data, sub-channel 0'),
  3: controller('ECC error in write data, sub-channel 0'),
  4: controller('byte-enable parity error in write data, sub-channel 0'),
  5: controller('MAC parity error in write data, sub-channel 0'),
  256: controller('parity error reading the write data buffer, sub-channel 0'),
  258: controller('ECC error reading the write data buffer, sub-channel 0'),
  260: controller('byte-enable parity error reading the write data buffer, sub-channel 0'),
  262: controller('persistent ECC error reading the write data buffer, sub-channel 0'),
  1024: controller('scheduler address parity error'),
  2099: controller('tracker address parity error'),
  8194: controller('parity error in write data, sub-channel 1'),
  8195: controller('ECC error in write data, sub-channel 1'),
  8196: controller('byte-enable parity error in write data, sub-channel 1'),
  8197: controller('MAC parity error in write data, sub-channel 1'),
  8448: controller('parity error reading the write data buffer, sub-channel 1'),
  8450: controller('ECC error reading the write data buffer, sub-channel 1'),
  8452: controller('byte-enable parity error reading the write data buffer, sub-channel 1'),
  8454: controller('persistent ECC error reading the write data buffer, sub-channel 1'),
}

/** MSCOD of the memory channels of Diamond Rapids (mcelog v208 diamond.c). */
export const DMR_MCCHAN_CODES: Readonly<Record<number, ImcCode>> = {
  ...COMMON,
  576: controller('address decoder error'),
  1024: controller('internal address parity error'),
  2067: controller('mesh credits oversubscribed'),
  2068: controller('mesh credit total wrong'),
  2069: controller('mesh reserved credit pool wrong'),
  2100: controller('tracker parity error, read completion'),
  2102: controller('tracker parity error, write completion'),
}

/** MSCOD 7:0 of the mesh side of those channels, B2CMI (mcelog v208 granite.c). */
export const GNR_B2CMI_CODES: Readonly<Record<number, ImcCode>> = {
  1: dram('ECC error on a read'),
  2: controller('error of the first bucket'),
  3: controller('tracker parity error'),
  4: controller('security mismatch'),
  7: controller('read completion parity error'),
  8: controller('response parity error'),
  9: controller('time-out'),
  10: controller('address parity error'),
  12: controller('credits oversubscribed'),
  13: controller('security attributes do not match'),
}
