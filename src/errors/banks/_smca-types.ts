import type {ErrorUnit, PhysicalAddress} from '../memory-error.js'
import {SMCA_CODES} from './_smca-codes.js'

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
  /** Extended error code → meaning; an empty string is a reserved code. */
  readonly codes: readonly string[]
}

const type = (
  name: string,
  title: string,
  [hardwareId, mcaType]: readonly [number, number],
  unit: SmcaType['unit'],
  codes: readonly string[],
  address: PhysicalAddress['kind'] = 'unknown',
): SmcaType => ({name, title, hardwareId, mcaType, unit, address, codes})

/** Every hardware block and type that current kernels know (Linux arch/x86/kernel/cpu/mce/amd.c; AMD PPRs, MCA_IPID). */
export const SMCA_TYPES: readonly SmcaType[] = [
  type('LS', 'load-store unit', [0xb0, 0x00], 'by-code', SMCA_CODES.LS, 'system'),
  type('LS_V2', 'load-store unit', [0xb0, 0x10], 'by-code', SMCA_CODES.LS_V2, 'system'),
  type('IF', 'instruction fetch unit', [0xb0, 0x01], 'by-code', SMCA_CODES.IF, 'system'),
  type('L2', 'L2 cache', [0xb0, 0x02], 'cache', SMCA_CODES.L2, 'system'),
  type('DE', 'decode unit', [0xb0, 0x03], 'core', SMCA_CODES.DE),
  type('EX', 'execution unit', [0xb0, 0x05], 'core', SMCA_CODES.EX),
  type('FP', 'floating-point unit', [0xb0, 0x06], 'core', SMCA_CODES.FP),
  type('L3', 'L3 cache', [0xb0, 0x07], 'cache', SMCA_CODES.L3, 'system'),
  type('CS', 'coherent station of the data fabric', [0x2e, 0x00], 'interconnect', SMCA_CODES.CS),
  type('PIE', 'power, interrupts and the rest of the data fabric', [0x2e, 0x01], 'interconnect', SMCA_CODES.PIE),
  type('CS_V2', 'coherent station of the data fabric', [0x2e, 0x02], 'interconnect', SMCA_CODES.CS_V2),
  type('MA_LLC', 'last-level cache at the memory', [0x2e, 0x04], 'cache', SMCA_CODES.MA_LLC),
  type('UMC', 'memory controller', [0x96, 0x00], 'dram', SMCA_CODES.UMC, 'normalized'),
  type('UMC_V2', 'memory controller of in-package memory', [0x96, 0x01], 'dram', SMCA_CODES.UMC_V2, 'normalized'),
  type('PB', 'parameter block', [0x05, 0x00], 'core', SMCA_CODES.PB),
  type('PSP', 'security processor', [0xff, 0x00], 'core', SMCA_CODES.PSP),
  type('PSP_V2', 'security processor', [0xff, 0x01], 'core', SMCA_CODES.PSP_V2),
  type('SMU', 'system management unit', [0x01, 0x00], 'core', SMCA_CODES.SMU),
  type('SMU_V2', 'system management unit', [0x01, 0x01], 'core', SMCA_CODES.SMU_V2),
  type('MP5', 'microprocessor 5', [0x01, 0x02], 'core', SMCA_CODES.MP5),
  type('MPDMA', 'DMA microprocessor', [0x01, 0x03], 'io', []),
  type('NBIO', 'northbridge I/O unit', [0x18, 0x00], 'io', SMCA_CODES.NBIO),
  type('PCIE', 'PCI Express root port', [0x46, 0x00], 'io', SMCA_CODES.PCIE),
  type('PCIE_V2', 'PCI Express root port', [0x46, 0x01], 'io', SMCA_CODES.PCIE_V2),
  type('XGMI_PCS', 'link to another socket, coding layer', [0x50, 0x00], 'interconnect', SMCA_CODES.XGMI_PCS),
  type('NBIF', 'northbridge interface', [0x6c, 0x00], 'io', SMCA_CODES.NBIF),
  type('SHUB', 'system hub', [0x80, 0x00], 'io', SMCA_CODES.NBIF),
  type('SATA', 'SATA controller', [0xa8, 0x00], 'io', SMCA_CODES.SATA),
  type('USB', 'USB controller', [0xaa, 0x00], 'io', SMCA_CODES.USB),
  type('USR_DP', 'ultra-short-reach link, data', [0x170, 0x00], 'interconnect', SMCA_CODES.USR_DP),
  type('USR_CP', 'ultra-short-reach link, control', [0x180, 0x00], 'interconnect', SMCA_CODES.USR_CP),
  type('GMI_PCS', 'link between dies, coding layer', [0x241, 0x00], 'interconnect', SMCA_CODES.GMI_PCS),
  type('XGMI_PHY', 'link to another socket, physical layer', [0x259, 0x00], 'interconnect', SMCA_CODES.PHY),
  type('WAFL_PHY', 'control link between sockets, physical layer', [0x267, 0x00], 'interconnect', SMCA_CODES.PHY),
  type('GMI_PHY', 'link between dies, physical layer', [0x269, 0x00], 'interconnect', SMCA_CODES.PHY),
]
