import {bootLog, type Machine, type Memory} from './machine.js'

const R = (start: number, end: number, mirrored: boolean, node = 0): Memory => ({start, end, mirrored, node})

/** 894 GiB on two nodes; below 4 GiB and one eighth of the rest has a second copy. */
export const PARTIAL: readonly Memory[] = [
  R(0, 0x8000_0000, true),
  {start: 0x8000_0000, end: 0x9000_0000, type: 'MMIO', attributes: ['UC']},
  R(0x1_0000_0000, 0x11_0000_0000, true),
  R(0x11_0000_0000, 0x70_0000_0000, false),
  R(0x70_0000_0000, 0x80_0000_0000, true, 1),
  R(0x80_0000_0000, 0xe0_0000_0000, false, 1),
]
/** The same memory with no second copy anywhere. */
export const NONE: readonly Memory[] = PARTIAL.map(({mirrored: _mirrored, ...rest}) => rest)
/** The same with every free range marked. */
export const ALL: readonly Memory[] = PARTIAL.map(range =>
  range.type === undefined ? {...range, mirrored: true} : range,
)
/** Memory below 4 GiB has one copy. */
export const LOW_BARE: readonly Memory[] = [
  R(0x1000, 0xd000_0000, false),
  R(0x1_0000_0000, 0x11_0000_0000, true),
  R(0x11_0000_0000, 0x70_0000_0000, false),
]

/** Addresses in the maps above. */
export const MIRRORED = 0x10_0000_1000
export const MIRRORED_NODE1 = 0x70_0000_1000
export const BARE = 0x20_0000_1000

export type Model = 'broadwell' | 'skylake' | 'icelake' | 'sapphire' | 'granite' | 'milan' | 'genoa'

/** What names each processor: its line at boot, and the signature in machine-check records. */
export const MODELS: Readonly<Record<Model, {readonly cpu: string; readonly dmi: string; readonly signature: string}>> =
  {
    broadwell: {
      cpu: 'Intel(R) Xeon(R) CPU E7-8890 v4 @ 2.20GHz (family: 0x6, model: 0x4f, stepping: 0x1)',
      dmi: 'Lenovo System x3850 X6 -[6241AC3]-/00WJ345, BIOS -[A9E138EUS-2.30]- 09/20/2018',
      signature: '0:406f1',
    },
    skylake: {
      cpu: 'Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz (family: 0x6, model: 0x55, stepping: 0x4)',
      dmi: 'Dell Inc. PowerEdge R840/08XR9M, BIOS 2.12.2 07/09/2021',
      signature: '0:50654',
    },
    icelake: {
      cpu: 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz (family: 0x6, model: 0x6a, stepping: 0x6)',
      dmi: 'Dell Inc. PowerEdge R750/0PJ80M, BIOS 1.12.1 10/23/2023',
      signature: '0:606a6',
    },
    sapphire: {
      cpu: 'Intel(R) Xeon(R) Platinum 8480+ (family: 0x6, model: 0x8f, stepping: 0x8)',
      dmi: 'Lenovo ThinkSystem SR650 V3/SB27B31174, BIOS ESE122V-3.20 04/11/2024',
      signature: '0:806f8',
    },
    granite: {
      cpu: 'Intel(R) Xeon(R) 6972P (family: 0x6, model: 0xad, stepping: 0x1)',
      dmi: 'Lenovo ThinkSystem SC750 V4/SB27C17324, BIOS GNE110C-1.10 11/04/2024',
      signature: '0:a06d1',
    },
    milan: {
      cpu: 'AMD EPYC 7763 64-Core Processor (family: 0x19, model: 0x1, stepping: 0x1)',
      dmi: 'Supermicro AS -2124BT-HNTR/H12DST-B, BIOS 2.4 04/14/2022',
      signature: '2:a00f11',
    },
    genoa: {
      cpu: 'AMD EPYC 9654 96-Core Processor (family: 0x19, model: 0x11, stepping: 0x1)',
      dmi: 'HPE ProLiant DL385 Gen11/ProLiant DL385 Gen11, BIOS A55 06/07/2024',
      signature: '2:a10f11',
    },
  }

/** A boot of an Ice Lake machine that steers kernel data into its partial mirror, with what differs. */
export const boot = ({model = 'icelake', ...fields}: Partial<Machine> & {readonly model?: Model} = {}): string =>
  bootLog({
    release: '5.14.0-427.13.1.el9_4.x86_64',
    words: 'kernelcore=mirror',
    map: PARTIAL,
    cpu: MODELS[model].cpu,
    dmi: MODELS[model].dmi,
    more: [],
    debug: true,
    total: true,
    ...fields,
  })
