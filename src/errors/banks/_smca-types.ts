import type {CpuSignature, ErrorUnit, PhysicalAddress} from '../memory-error.js'
import {SMCA_CODES} from './_smca-codes.js'

/** Extended error code → meaning; a gap or an empty string is a reserved or unpublished code. */
type SmcaCodes = Readonly<Record<number, string>>

/** A kind of scalable-MCA bank: which hardware block and type name it, and what its extended codes mean. */
export interface SmcaType {
  /** As AMD's PPRs call the bank, MCA::UMC → `UMC`; later layouts of the same block end in `_V2`. */
  readonly name: string
  readonly title: string
  readonly hardwareId: number
  readonly mcaType: number
  /** `by-code`: the architectural error code tells cache, TLB and core apart. */
  readonly unit: ErrorUnit | 'by-code'
  /** Address space of MCA_ADDR. */
  readonly address: PhysicalAddress['kind']
  readonly codes: SmcaCodes
}

const NO_PUBLIC_CODES: SmcaCodes = {}

const type = (
  name: string,
  title: string,
  [hardwareId, mcaType]: readonly [number, number],
  unit: SmcaType['unit'],
  codes: SmcaCodes,
  address: PhysicalAddress['kind'] = 'unknown',
): SmcaType => ({name, title, hardwareId, mcaType, unit, address, codes})

/**
 * Every hardware block and type that kernels know (Linux arch/x86/kernel/cpu/mce/amd.c, smca_hwid_mcatypes, with the
 * types added in 2026; AMD PPRs, MCA_IPID). The codes of some of the newest are not public.
 */
export const SMCA_TYPES: readonly SmcaType[] = [
  type('RESERVED', 'bank that the hardware does not use', [0x00, 0x00], 'unknown', NO_PUBLIC_CODES),
  type('SMU', 'system management unit', [0x01, 0x00], 'core', SMCA_CODES.SMU),
  type('SMU_V2', 'system management unit', [0x01, 0x01], 'core', SMCA_CODES.SMU_V2),
  type('MP5', 'microprocessor 5', [0x01, 0x02], 'core', SMCA_CODES.MP5),
  type('MPDMA', 'DMA microprocessor', [0x01, 0x03], 'io', SMCA_CODES.MPDMA),
  type('PB', 'parameter block', [0x05, 0x00], 'core', SMCA_CODES.PB),
  type('MPRAS', 'microprocessor for error handling', [0x12, 0x00], 'core', NO_PUBLIC_CODES),
  type('NBIO', 'northbridge I/O unit', [0x18, 0x00], 'io', SMCA_CODES.NBIO),
  type('CS', 'coherent station of the data fabric', [0x2e, 0x00], 'interconnect', SMCA_CODES.CS),
  type('PIE', 'power, interrupts and the rest of the data fabric', [0x2e, 0x01], 'interconnect', SMCA_CODES.PIE),
  type('CS_V2', 'coherent station of the data fabric', [0x2e, 0x02], 'interconnect', SMCA_CODES.CS_V2),
  type('MA_LLC', 'last-level cache at the memory', [0x2e, 0x04], 'cache', SMCA_CODES.MA_LLC),
  type('PCIE', 'PCI Express root port', [0x46, 0x00], 'io', SMCA_CODES.PCIE),
  type('PCIE_V2', 'PCI Express root port', [0x46, 0x01], 'io', SMCA_CODES.PCIE_V2),
  type('XGMI_PCS', 'link to another socket, coding layer', [0x50, 0x00], 'interconnect', SMCA_CODES.XGMI_PCS),
  type('SSBDCI', 'link between dies of a package', [0x5c, 0x00], 'interconnect', NO_PUBLIC_CODES),
  type('NBIF', 'northbridge interface', [0x6c, 0x00], 'io', SMCA_CODES.NBIF),
  type('SHUB', 'system hub', [0x80, 0x00], 'io', SMCA_CODES.NBIF),
  type('UMC', 'memory controller', [0x96, 0x00], 'dram', SMCA_CODES.UMC, 'normalized'),
  type('UMC_V2', 'memory controller of in-package memory', [0x96, 0x01], 'dram', SMCA_CODES.UMC_V2, 'normalized'),
  type('SATA', 'SATA controller', [0xa8, 0x00], 'io', SMCA_CODES.SATA),
  type('USB', 'USB controller', [0xaa, 0x00], 'io', SMCA_CODES.USB),
  type('LS', 'load-store unit', [0xb0, 0x00], 'by-code', SMCA_CODES.LS, 'system'),
  type('IF', 'instruction fetch unit', [0xb0, 0x01], 'by-code', SMCA_CODES.IF, 'system'),
  type('L2', 'L2 cache', [0xb0, 0x02], 'cache', SMCA_CODES.L2, 'system'),
  type('DE', 'decode unit', [0xb0, 0x03], 'core', SMCA_CODES.DE),
  type('EX', 'execution unit', [0xb0, 0x05], 'core', SMCA_CODES.EX),
  type('FP', 'floating-point unit', [0xb0, 0x06], 'core', SMCA_CODES.FP),
  type('L3', 'L3 cache', [0xb0, 0x07], 'cache', SMCA_CODES.L3, 'system'),
  type('LS_V2', 'load-store unit', [0xb0, 0x10], 'by-code', SMCA_CODES.LS_V2, 'system'),
  type('MPDACC', 'microprocessor for data acceleration', [0xbe, 0x00], 'io', NO_PUBLIC_CODES),
  type('MPM', 'microprocessor for manageability', [0xf9, 0x00], 'core', NO_PUBLIC_CODES),
  type('MPASP', 'security processor', [0xfd, 0x00], 'core', NO_PUBLIC_CODES),
  type('MPASP_V2', 'security processor', [0xfd, 0x01], 'core', NO_PUBLIC_CODES),
  type('PSP', 'security processor', [0xff, 0x00], 'core', SMCA_CODES.PSP),
  type('PSP_V2', 'security processor', [0xff, 0x01], 'core', SMCA_CODES.PSP_V2),
  type('MPART', 'root-of-trust microprocessor', [0xff, 0x02], 'core', NO_PUBLIC_CODES),
  type('DACC_FE', 'data acceleration, front end', [0x157, 0x00], 'io', NO_PUBLIC_CODES),
  type('DACC_BE', 'data acceleration, back end', [0x164, 0x00], 'io', NO_PUBLIC_CODES),
  type('USR_DP', 'ultra-short-reach link, data', [0x170, 0x00], 'interconnect', SMCA_CODES.USR_DP),
  type('USR_CP', 'ultra-short-reach link, control', [0x180, 0x00], 'interconnect', SMCA_CODES.USR_CP),
  type('EDDR5CMN', 'common part of the DDR5 interface', [0x1e0, 0x00], 'memory-controller', NO_PUBLIC_CODES),
  type('PCIE_PL', 'PCI Express link', [0x1e1, 0x00], 'io', NO_PUBLIC_CODES),
  type('GMI_PCS', 'link between dies, coding layer', [0x241, 0x00], 'interconnect', SMCA_CODES.GMI_PCS),
  type('XGMI_PHY', 'link to another socket, physical layer', [0x259, 0x00], 'interconnect', SMCA_CODES.PHY),
  type('WAFL_PHY', 'control link between sockets, physical layer', [0x267, 0x00], 'interconnect', SMCA_CODES.PHY),
  type('GMI_PHY', 'link between dies, physical layer', [0x269, 0x00], 'interconnect', SMCA_CODES.PHY),
]

const between = (value: number, first: number, last: number): boolean => value >= first && value <= last

/** Data fabrics whose coherent stations number their codes in another order (Genoa revision guide 57095, erratum 1384). */
const isReordered = ({family, model}: CpuSignature): boolean =>
  family === 0x19
    ? between(model, 0x10, 0x1f) || between(model, 0x60, 0x7b) || between(model, 0xa0, 0xaf)
    : family === 0x1a && between(model, 0x40, 0x4f)

/** MI300: its memory controllers drive HBM and have codes of their own (rasdaemon mce-amd-smca.c). */
export const isMi300 = (signature: CpuSignature | undefined): boolean =>
  signature?.family === 0x19 && between(signature.model, 0x90, 0x9f)

/** What the extended code means on that CPU; undefined where it is reserved or its meaning not public. */
export function meaningOf({name, codes}: SmcaType, extended: number, signature?: CpuSignature): string | undefined {
  const reordered = name === 'CS_V2' && signature !== undefined && isReordered(signature)
  const hbm = name === 'UMC' && isMi300(signature)
  const table: SmcaCodes = reordered ? SMCA_CODES.CS_V2_REORDERED : hbm ? SMCA_CODES.UMC_HBM : codes
  const found = table[extended]
  return found === '' ? undefined : found
}
