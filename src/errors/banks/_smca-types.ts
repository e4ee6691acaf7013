import type {ErrorUnit, PhysicalAddress} from '../memory-error.js'
import {
  CS_CODES,
  CS_V2_CODES,
  DE_CODES,
  EX_CODES,
  FP_CODES,
  GMI_PCS_CODES,
  IF_CODES,
  L2_CODES,
  L3_CODES,
  LS_CODES,
  LS_V2_CODES,
  MA_LLC_CODES,
  MP5_CODES,
  NBIF_CODES,
  NBIO_CODES,
  PB_CODES,
  PCIE_CODES,
  PCIE_V2_CODES,
  PHY_CODES,
  PIE_CODES,
  PSP_CODES,
  PSP_V2_CODES,
  SATA_CODES,
  SMU_CODES,
  SMU_V2_CODES,
  UMC_CODES,
  UMC_V2_CODES,
  USB_CODES,
  USR_CP_CODES,
  USR_DP_CODES,
  XGMI_PCS_CODES,
} from './_smca-codes.js'

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
  type('LS', 'load-store unit', [0xb0, 0x00], 'by-code', LS_CODES, 'system'),
  type('LS_V2', 'load-store unit', [0xb0, 0x10], 'by-code', LS_V2_CODES, 'system'),
  type('IF', 'instruction fetch unit', [0xb0, 0x01], 'by-code', IF_CODES, 'system'),
  type('L2', 'L2 cache', [0xb0, 0x02], 'cache', L2_CODES, 'system'),
  type('DE', 'decode unit', [0xb0, 0x03], 'core', DE_CODES),
  type('EX', 'execution unit', [0xb0, 0x05], 'core', EX_CODES),
  type('FP', 'floating-point unit', [0xb0, 0x06], 'core', FP_CODES),
  type('L3', 'L3 cache', [0xb0, 0x07], 'cache', L3_CODES, 'system'),
  type('CS', 'coherent station of the data fabric', [0x2e, 0x00], 'interconnect', CS_CODES),
  type('PIE', 'power, interrupts and the rest of the data fabric', [0x2e, 0x01], 'interconnect', PIE_CODES),
  type('CS_V2', 'coherent station of the data fabric', [0x2e, 0x02], 'interconnect', CS_V2_CODES),
  type('MA_LLC', 'last-level cache at the memory', [0x2e, 0x04], 'cache', MA_LLC_CODES),
  type('UMC', 'memory controller', [0x96, 0x00], 'dram', UMC_CODES, 'normalized'),
  type('UMC_V2', 'memory controller of in-package memory', [0x96, 0x01], 'dram', UMC_V2_CODES, 'normalized'),
  type('PB', 'parameter block', [0x05, 0x00], 'core', PB_CODES),
  type('PSP', 'security processor', [0xff, 0x00], 'core', PSP_CODES),
  type('PSP_V2', 'security processor', [0xff, 0x01], 'core', PSP_V2_CODES),
  type('SMU', 'system management unit', [0x01, 0x00], 'core', SMU_CODES),
  type('SMU_V2', 'system management unit', [0x01, 0x01], 'core', SMU_V2_CODES),
  type('MP5', 'microprocessor 5', [0x01, 0x02], 'core', MP5_CODES),
  type('MPDMA', 'DMA microprocessor', [0x01, 0x03], 'io', []),
  type('NBIO', 'northbridge I/O unit', [0x18, 0x00], 'io', NBIO_CODES),
  type('PCIE', 'PCI Express root port', [0x46, 0x00], 'io', PCIE_CODES),
  type('PCIE_V2', 'PCI Express root port', [0x46, 0x01], 'io', PCIE_V2_CODES),
  type('XGMI_PCS', 'link to another socket, coding layer', [0x50, 0x00], 'interconnect', XGMI_PCS_CODES),
  type('NBIF', 'northbridge interface', [0x6c, 0x00], 'io', NBIF_CODES),
  type('SHUB', 'system hub', [0x80, 0x00], 'io', NBIF_CODES),
  type('SATA', 'SATA controller', [0xa8, 0x00], 'io', SATA_CODES),
  type('USB', 'USB controller', [0xaa, 0x00], 'io', USB_CODES),
  type('USR_DP', 'ultra-short-reach link, data', [0x170, 0x00], 'interconnect', USR_DP_CODES),
  type('USR_CP', 'ultra-short-reach link, control', [0x180, 0x00], 'interconnect', USR_CP_CODES),
  type('GMI_PCS', 'link between dies, coding layer', [0x241, 0x00], 'interconnect', GMI_PCS_CODES),
  type('XGMI_PHY', 'link to another socket, physical layer', [0x259, 0x00], 'interconnect', PHY_CODES),
  type('WAFL_PHY', 'control link between sockets, physical layer', [0x267, 0x00], 'interconnect', PHY_CODES),
  type('GMI_PHY', 'link between dies, physical layer', [0x269, 0x00], 'interconnect', PHY_CODES),
]
