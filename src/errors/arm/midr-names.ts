import midrTable from '../registers/arm-midr.js'

/** Parts of one designer by number. */
type Parts = Readonly<Record<number, string>>

/** Arm's own cores (Linux arch/arm64/include/asm/cputype.h; each core's manual, MIDR_EL1). */
const ARM: Parts = {
  3331: 'Cortex-A53',
  3332: 'Cortex-A35',
  3333: 'Cortex-A55',
  3335: 'Cortex-A57',
  3336: 'Cortex-A72',
  3337: 'Cortex-A73',
  3338: 'Cortex-A75',
  3339: 'Cortex-A76',
  3340: 'Neoverse N1',
  3341: 'Cortex-A77',
  3392: 'Neoverse V1',
  3393: 'Cortex-A78',
  3394: 'Cortex-A78AE',
  3396: 'Cortex-X1',
  3398: 'Cortex-A510',
  3399: 'Cortex-A710',
  3400: 'Cortex-X2',
  3401: 'Neoverse N2',
  3402: 'Neoverse E1',
  3403: 'Cortex-A78C',
  3404: 'Cortex-X1C',
  3405: 'Cortex-A715',
  3406: 'Cortex-X3',
  3407: 'Neoverse V2',
  3456: 'Cortex-A520',
  3457: 'Cortex-A720',
  3458: 'Cortex-X4',
  3459: 'Neoverse V3AE',
  3460: 'Neoverse V3',
  3461: 'Cortex-X925',
  3463: 'Cortex-A725',
  3468: 'C1-Ultra',
  3470: 'Neoverse N3',
  3472: 'C1-Premium',
}

/** Designers by code, with their parts (Linux arch/arm64/include/asm/cputype.h). */
const DESIGNERS: Readonly<Record<number, readonly [name: string, parts: Parts]>> = {
  65: ['Arm', ARM],
  66: ['Broadcom', {256: 'Brahma-B53', 1302: 'Vulcan'}],
  67: [
    'Cavium',
    {
      161: 'ThunderX',
      162: 'ThunderX 81xx',
      163: 'ThunderX 83xx',
      175: 'ThunderX2',
      177: 'OcteonTX2 98xx',
      178: 'OcteonTX2 96xx',
      184: 'ThunderX3 T110',
    },
  ],
  70: ['Fujitsu', {1: 'A64FX', 3: 'MONAKA'}],
  72: [
    'HiSilicon',
    {3329: 'TaiShan v110 (Kunpeng 920)', 3330: 'TaiShan v120', 3334: 'HIP12', 3392: 'Cortex-A76', 3397: 'HIP10C'},
  ],
  78: ['NVIDIA', {3: 'Denver', 4: 'Carmel', 16: 'Olympus'}],
  80: ['Applied Micro', {0: 'X-Gene'}],
  81: ['Qualcomm', {1: 'Oryon', 2048: 'Kryo 2xx Gold', 2049: 'Kryo 2xx Silver', 3072: 'Falkor v1', 3073: 'Falkor'}],
  97: ['Apple', {}],
  109: ['Microsoft', {3401: 'Azure Cobalt 100'}],
  112: ['Phytium', {771: 'FTC310', 1632: 'FTC660', 1633: 'FTC661', 1634: 'FTC662', 1635: 'FTC663', 2146: 'FTC862'}],
  192: ['Ampere', {2755: 'Ampere-1', 2756: 'Ampere-1a', 2757: 'Ampere-1b', 2759: 'Ampere-1c'}],
}

/**
 * Designer, part and revision of an Arm processor: `Arm Neoverse N1 r3p1`. Unknown parts keep their number. A part is
 * no product: Neoverse N1 is in Altra and Graviton 2, Neoverse V2 in Grace and Graviton 4.
 */
export function nameOfMidr(midr: bigint): string {
  const of = (field: Parameters<typeof midrTable.number>[1]) => midrTable.number(midr, field)
  const [name, parts] = DESIGNERS[of('IMPLEMENTER')] ?? [`designer 0x${of('IMPLEMENTER').toString(16)}`, {}]
  const part = parts[of('PART')] ?? `part 0x${of('PART').toString(16).padStart(3, '0')}`
  return `${name} ${part} r${of('VARIANT')}p${of('REVISION')}`
}
