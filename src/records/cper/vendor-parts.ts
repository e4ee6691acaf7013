import type {HardwareUnit} from '../hardware-error-record.js'

/** Parts of a chip as makers' own sections name them → units (rasdaemon, non-standard-{hisilicon,hisi_hip08,ampere,yitian,jaguarmicro}.c). */
const UNITS: readonly (readonly [HardwareUnit, readonly string[]])[] = [
  ['memory-controller', ['DDRC', 'HBMC', 'DDR', 'MCU', 'DDRCtrl', 'DDRPHY']],
  ['cache', ['L3TAG', 'L3DATA', 'L4D']],
  [
    'interconnect',
    [
      'HHA',
      'SLLC',
      'PA',
      'HLLC',
      'MN',
      'AA',
      'MESH',
      '2P Link(Altra)',
      '2P Link(Altra Max)',
      'MXP',
      'HNF',
      'HNI',
      'CCG',
    ],
  ],
  ['io', ['SMMU', 'PCIe Local', 'PCIe AER', 'PCIe RASDP', 'SAS', 'SATA', 'NIC', 'RoCE', 'USB', 'SBSX']],
  ['core', ['CPM', 'CORE']],
  ['firmware', ['ATF FW', 'SMPRO FW', 'PMPRO FW', 'BERT']],
]

/** The unit that a maker's name for a part stands for; undefined for parts that are none of these. */
export const unitOfPart = (name: string): HardwareUnit | undefined =>
  UNITS.find(([, names]) => names.includes(name))?.[0]
