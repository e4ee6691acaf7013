import {readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'

/** An excerpt of a log that machines wrote and people posted, and what an expert reads in it. */
interface FieldLog {
  readonly file: string
  /** Where it was found, or what it was made of. */
  readonly from: string
  /** Class, address and unit of each error, in time order. */
  readonly errors: readonly string[]
  /** How each incident ended. */
  readonly ends: readonly string[]
  /** The place that the text names. */
  readonly place?: object
}

const LOGS: readonly FieldLog[] = [
  {
    file: 'clx-panic',
    from: 'linux-edac list, 2020-11: scrub error, crash dump',
    errors: ['fatal 0x314d193000 dram'],
    ends: ['panic'],
    place: {socket: 1, imc: 0, channel: 1},
  },
  {file: 'skx-bank0-panic', from: 'a laboratory’s notes, 2019', errors: ['fatal core'], ends: ['panic']},
  {
    file: 'icelake-laptop-quoted',
    from: 'dri-devel list, 2026: through netconsole, quoted',
    errors: ['fatal core'],
    ends: ['panic'],
  },
  {
    file: 'bdx-overflow-panic',
    from: 'a support blog, 2025',
    errors: ['fatal 0x9562dc000 dram'],
    ends: ['panic'],
    place: {socket: 0, imc: 0, channel: 1},
  },
  {
    file: 'icx-einj-storybook',
    from: 'linux-edac list, 2021: injected through firmware, read by a process',
    errors: ['srar 0x7e025e400 dram'],
    ends: ['process-killed'],
    place: {channel: 0, slot: 0, label: 'NODE 3 CPU0_DIMM_G1', socket: 0, imc: 3, chipSelect: 1},
  },
  {
    file: 'sandybridge-desktop-2cpu',
    from: 'a paste service’s sample, 2013',
    errors: ['fatal 0x3fe98d264ebd core'],
    ends: ['panic'],
  },
  {
    file: 'ghes-pcie-thomas-krenn',
    from: 'Thomas-Krenn wiki, 2020: German month',
    errors: ['corrected io'],
    ends: ['logged'],
  },
  {
    file: 'dax-pmem-reserved',
    from: 'linux-nvdimm list, 2018',
    errors: ['srar 0xaf34214200 dram', 'corrected unknown'],
    ends: ['process-killed', 'logged'],
  },
  {file: 'arm-proc-recoverable', from: 'linux-arm-kernel list', errors: ['uncorrected cache'], ends: ['logged']},
  {
    file: 'cxl-unknown-guid',
    from: 'linux-cxl list, 2024',
    errors: ['uncorrected 0x7c0 cxl'],
    ends: ['logged'],
    place: {channel: 3},
  },
  {file: 'dell-pcie-fatal-reboot', from: 'linux-pci list, 2025', errors: ['fatal io'], ends: ['panic']},
  {
    file: 'hisilicon-woven',
    from: 'a Kunpeng tester’s notes, 2019: two consoles in one',
    errors: ['corrected 0x4000000300 dram'],
    ends: ['logged'],
  },
  {file: 'riscv-tlb', from: 'linux-riscv list, 2025', errors: ['uncorrected tlb'], ends: ['logged']},
  {
    file: 'k8-ubuntu1004',
    from: 'Ubuntu forum, 2010',
    errors: ['corrected 0x3c7d2dc00 dram', 'corrected 0x346d70310 dram'],
    ends: ['logged'],
    place: {imc: 0, chipSelect: 3, channel: 0},
  },
  {
    file: 'e752x-2618-wrapped',
    from: 'linux-kernel list, 2007: wrapped by mail',
    errors: ['corrected 0x17d8eb000 dram'],
    ends: ['logged'],
    place: {chipSelect: 1, channel: 1},
  },
  {
    file: 'i82975x-polling',
    from: 'Ubuntu forum, 2011',
    errors: [
      'corrected 0x16cbeb00 dram',
      'corrected 0x16ebef00 dram',
      'corrected 0x16cbeb00 dram',
      'corrected 0x16cbef00 dram',
      'corrected 0x16cbeb80 dram',
    ],
    ends: ['logged'],
    place: {chipSelect: 0, channel: 1, label: 'DIMM B1'},
  },
  {file: 'rome-pie-link', from: 'linux-kernel list, 2020', errors: ['corrected interconnect'], ends: ['logged']},
  {
    file: 'zen3plus-ls-woven-cut',
    from: 'Arch user’s notes, 2023: journal cut at the screen',
    errors: ['corrected 0x16c71b55c cache'],
    ends: ['logged'],
  },
  {
    file: 'zen4-umc-cannot-decode',
    from: 'linux-edac list, 2023',
    errors: ['corrected 0x7ff7e93c0 dram'],
    ends: ['logged'],
    place: {chipSelect: 3, channel: 0, label: 'mc#0csrow#3channel#0', imc: 0},
  },
  {
    file: 'zen1-deferred',
    from: 'a home server’s notes, 2021',
    errors: ['deferred 0x79d6c8440 dram'],
    ends: ['logged'],
    place: {chipSelect: 0, channel: 0, label: 'mc#0csrow#0channel#0', imc: 0},
  },
  {
    file: 'milan-inject-wrapped-mail',
    from: 'linux-edac list, 2021: wrapped by mail',
    errors: ['corrected 0xb3cbdbbc0 dram'],
    ends: ['logged'],
    place: {channel: 6, chipSelect: 2},
  },
  {
    file: 'ghes-yitian',
    from: 'linux-edac list, 2021',
    errors: ['corrected 0x963d9b020 dram'],
    ends: ['logged'],
    place: {label: 'node#0_card#0_module#0'},
  },
  {
    file: 'phytium-two',
    from: 'a Phytium tester’s notes, 2023',
    errors: ['corrected cache', 'corrected 0x80000000 dram'],
    ends: ['logged', 'logged'],
  },
  {
    file: 'arm-sgi-dmc620',
    from: 'Arm platform documentation, 2019',
    errors: ['corrected 0x1f03fedcd dram'],
    ends: ['logged'],
  },
  {file: 'qemu-sea-guest', from: 'qemu-devel list, 2019', errors: ['uncorrected 0x400a1000 dram'], ends: ['panic']},
  {
    file: 'bert-amd-processor',
    from: 'a cluster’s health tests, 2026',
    errors: ['fatal 0x1ffffc0803f8e core'],
    ends: ['reboot'],
  },
  {file: 'tigerlake-bert-crashlog', from: 'linux-acpi list, 2020', errors: ['fatal firmware'], ends: ['reboot']},
  {
    file: 'el7-bdx-ghes-synthetic',
    from: 'a blog, 2018: kernel of RHEL 7',
    errors: ['corrected 0x37805200 dram'],
    ends: ['logged'],
    place: {chipSelect: 0, channel: 0, label: 'A1', socket: 0, imc: 0},
  },
  {
    file: 'dax-poison-sigkill',
    from: 'linux-nvdimm list, 2019',
    errors: ['srar 0xedbe201400 dram'],
    ends: ['process-killed'],
  },
  {file: 'igen6-probe-two-mc', from: 'linux-edac list, 2022: all ones at start', errors: [], ends: []},
  {file: 'bert-skipped', from: 'a home lab’s notes, 2026', errors: [], ends: []},
  {file: 'bert-amd-de-msr', from: 'a decoder’s example, 2025', errors: ['fatal core'], ends: ['reboot']},
  {
    file: 'opteron-8218-md-escaped-pipes-lost',
    from: 'a blog, 2013: escapes kept, bars lost',
    errors: ['corrected 0x1f3f37860 dram'],
    ends: ['logged'],
  },
  {
    file: 'opteron-6128-md',
    from: 'a blog, 2019: escapes kept',
    errors: ['corrected 0x4abffce80 dram'],
    ends: ['logged'],
    place: {chipSelect: 3, channel: 0, label: 'mc#6csrow#3channel#0', imc: 6},
  },
  {
    file: 'i7core-doc-ue',
    from: 'kernel documentation, i7core_edac',
    errors: ['corrected 0x75b980 dram'],
    ends: ['logged'],
    place: {chipSelect: 0, socket: 0, slot: 0, channel: 2},
  },
  {file: 'heracles-wall', from: 'a question site, 2012: wall', errors: ['corrected dram'], ends: ['logged']},
  {file: 'xmrig-wall', from: 'xmrig issue 1802: wall', errors: ['corrected interconnect'], ends: ['logged']},
  {file: 'dual-opteron-2004', from: 'linux-kernel list, 2004', errors: ['fatal 0x1025cb3f0 dram'], ends: ['panic']},
  {file: 'serror-rock5b', from: 'linux-rockchip list, 2021', errors: ['fatal unknown'], ends: ['panic']},
  {
    file: 'errol-i7core',
    from: 'openstreetmap operations issue 300',
    errors: [
      'corrected dram',
      'corrected dram',
      'corrected dram',
      'corrected dram',
      'corrected dram',
      'corrected dram',
      'corrected dram',
    ],
    ends: ['logged'],
    place: {channel: 2, slot: 0, label: 'CPU#0Channel#2_DIMM#0', socket: 0},
  },
  {
    file: 'sbridge-ctime',
    from: 'edac-utils issue 10',
    errors: ['corrected 0x849923380 dram'],
    ends: ['logged'],
    place: {channel: 2, slot: 0, label: 'CPU_SrcID#0_Ha#0_Chan#2_DIMM#0', socket: 0, imc: 0},
  },
  {
    file: 'enarx-unhandlable',
    from: 'enarx issue 2263',
    errors: ['unknown 0x30a6a8f000 dram', 'unknown 0x30a6a90000 dram', 'unknown 0x30a6a91000 dram'],
    ends: ['logged', 'logged', 'logged'],
  },
  {
    file: 'p9dsu',
    from: 'hostboot issue 150',
    errors: ['unknown 0x0 dram', 'unknown 0x1000 dram'],
    ends: ['logged', 'logged'],
  },
  {
    file: 'dell-two-sections-B2',
    from: 'matrixone issue 20374, the second section added',
    errors: ['uncorrected 0x276aeb0180 dram'],
    ends: ['process-killed'],
    place: {label: 'B2'},
  },
  {
    file: 'triforce-inject',
    from: 'TriforceLinuxSyscallFuzzer issue 2',
    errors: ['unknown 0x318000 dram', 'unknown 0x319000 dram', 'unknown 0x31a000 dram'],
    ends: ['page-offlined', 'page-offlined', 'page-offlined'],
  },
  {
    file: 'alibaba-console',
    from: 'linux-mm list, 2023: details blanked',
    errors: ['uncorrected 0x7740c0000 dram', 'corrected dram', 'corrected dram', 'corrected dram', 'corrected dram'],
    ends: ['page-offlined', 'logged', 'logged'],
    place: {label: 'CPU_SrcID#0_MC#0_Chan#1_DIMM#0', socket: 0, imc: 0, channel: 1, slot: 0},
  },
  {file: 'wsl2', from: 'WSL issue 41649', errors: ['fatal unknown'], ends: ['panic']},
  {file: 'nuc7-leftover', from: 'mcelog issue 70', errors: ['fatal 0xfef4c9e0 core'], ends: ['reboot']},
  {
    file: 'zen3-syncflood',
    from: 'linux-cachyos issue 1038',
    errors: ['fatal 0x1ffffffc080cb3a core'],
    ends: ['reboot'],
  },
  {file: 'uffd-selftest', from: 'linux-mm list, 2024: a self test', errors: ['unknown dram'], ends: ['process-killed']},
  {file: 'dax-inject', from: 'linux-nvdimm list, 2018', errors: ['unknown 0x20cb00000 dram'], ends: ['process-killed']},
  {file: 'lookalikes', from: 'made of lines of many logs', errors: [], ends: []},
  {file: 'kernel-source-diff', from: 'a patch', errors: [], ends: []},
  {
    file: 'two-boots-panic-reboot',
    from: 'composed in the kernel’s own words',
    errors: ['fatal 0x7b4e2c0c0 memory-controller'],
    ends: ['panic'],
    place: {socket: 0, imc: 0, channel: 0},
  },
  {
    file: 'bert-memory-next-boot',
    from: 'composed in the kernel’s own words',
    errors: ['fatal 0x2f3c5f40 dram'],
    ends: ['reboot'],
    place: {label: 'DIMM_B1'},
  },
  {
    file: 'two-hosts-woven',
    from: 'composed in the kernel’s own words',
    errors: ['corrected 0x111111040 dram', 'fatal 0x7b4e2c0c0 memory-controller'],
    ends: ['logged', 'panic'],
    place: {channel: 1, slot: 0, label: 'CPU_SrcID#0_MC#0_Chan#1_DIMM#0', socket: 0, imc: 0},
  },
  {
    file: 'watchdog-reset-no-words',
    from: 'composed in the kernel’s own words',
    errors: ['corrected 0x111111040 dram', 'corrected 0x111111080 dram'],
    ends: ['logged'],
    place: {channel: 1, slot: 0, label: 'CPU_SrcID#0_MC#0_Chan#1_DIMM#0', socket: 0, imc: 0},
  },
  {
    file: 'kdump',
    from: 'linux-edac list, 2020: both kernels',
    errors: ['fatal 0x314d193000 dram'],
    ends: ['panic'],
    place: {label: 'CPU 1 DIMM 14', socket: 1, imc: 0, channel: 1},
  },
  {
    file: 'soft-offline',
    from: 'composed in the kernel’s own words',
    errors: ['corrected 0x1fa3c5f40 dram', 'unknown 0x1fa3c6000 dram'],
    ends: ['page-offlined', 'page-offlined'],
    place: {channel: 1, slot: 0, label: 'CPU_SrcID#1_Ha#0_Chan#1_DIMM#0', socket: 1, imc: 0},
  },
  {
    file: 'extlog',
    from: 'composed in the kernel’s own words',
    errors: ['corrected 0x1fa3c5f40 dram'],
    ends: ['logged'],
    place: {label: 'DIMM_A1'},
  },
  {
    file: 'arm64-sea-kill-612',
    from: 'composed in the kernel’s own words',
    errors: ['uncorrected 0x2f3c5f000 cache'],
    ends: ['process-killed'],
  },
  {file: 'thermal-context-only', from: 'composed in the kernel’s own words', errors: [], ends: []},
  {
    file: 'el6-sb-ue',
    from: 'composed in the kernel’s own words',
    errors: ['fatal 0x3b14a29880 dram'],
    ends: ['logged'],
    place: {chipSelect: 4, label: 'CPU_SrcID#0_Channel#2_DIMM#0', socket: 0, channel: 2, slot: 0},
  },
  {
    file: 'same-log-twice-envelopes-A',
    from: 'composed in the kernel’s own words',
    errors: ['corrected 0x849923380 dram'],
    ends: ['logged'],
    place: {channel: 2, slot: 0, label: 'CPU_SrcID#0_Ha#0_Chan#2_DIMM#0', socket: 0, imc: 0},
  },
  {
    file: 'mirror-broken-ghes',
    from: 'composed in the kernel’s own words',
    errors: ['corrected 0x2f3c5f4000 dram'],
    ends: ['logged'],
    place: {label: 'CPU1_DIMM_C1'},
  },
  {
    file: 'hugepage-kill',
    from: 'composed in the kernel’s own words',
    errors: ['srar 0x7b4e2c0c0 dram'],
    ends: ['process-killed'],
  },
  {
    file: 'kernel-copyin',
    from: 'composed in the kernel’s own words',
    errors: ['srar 0x7b4e2c0c0 dram'],
    ends: ['page-offlined'],
  },
  {file: 'cxl-ghes-headers', from: 'composed in the kernel’s own words', errors: ['uncorrected cxl'], ends: ['logged']},
  {
    file: 'erst-ramoops',
    from: 'composed in the kernel’s own words',
    errors: ['fatal 0x314d193000 dram'],
    ends: ['panic'],
    place: {socket: 1, imc: 0, channel: 1},
  },
  {
    file: 'broadcast-timeout',
    from: 'composed in the kernel’s own words',
    errors: ['fatal 0xffffffff8150a1b2 core'],
    ends: ['panic'],
  },
  {file: 'thp-panic', from: 'linux-mm list, 2025', errors: ['srar 0x1d301b000 cache'], ends: ['panic']},
  {file: 'get-user-panic', from: 'stable list, 2024', errors: ['srar 0x346a8730040 cache'], ends: ['panic']},
  {file: 'tdx-dots', from: 'kvm list, 2023: stamps left out', errors: ['srar cache'], ends: ['panic']},
  {file: 'inject-fake', from: 'qemu-devel list, 2020: injected', errors: ['ucna core'], ends: ['panic']},
  {
    file: 'inject-wrapped-rt',
    from: 'linux-rt list, 2024: the panic broken in two',
    errors: ['ucna 0x1234 core'],
    ends: ['panic'],
  },
  {
    file: 'sql18-storm',
    from: 'Ubuntu’s wiki of a database server, 2015',
    errors: ['corrected 0x2007dfaa100 dram', 'corrected 0x2007e9ea100 dram', 'corrected 0x2007eaaa100 dram'],
    ends: ['logged', 'logged'],
    place: {socket: 2, imc: 0, channel: 2},
  },
  {
    file: 'spr-ghes-zero-ce',
    from: 'a cluster’s notes, 2023; firmware’s block completed',
    errors: ['corrected 0x30aa905a80 dram'],
    ends: ['logged'],
    place: {channel: 1, slot: 0, label: 'Card01, ChnB, DIMM0', socket: 0, imc: 0, chipSelect: 2},
  },
  {
    file: 'fam10h-label-empty',
    from: 'fibrevillage.com',
    errors: ['corrected 0xf075b2410 dram'],
    ends: ['logged'],
    place: {imc: 1, chipSelect: 6, channel: 0},
  },
  {file: 'inject-nmi-storm', from: 'an injection guide, 2026', errors: ['ucna 0xdeadbeef000 cache'], ends: ['panic']},
  {
    file: 'radiasoft-nohost',
    from: 'radiasoft issue 134: host blanked out',
    errors: ['corrected 0xee30a0000 dram'],
    ends: ['logged'],
    place: {channel: 0, slot: 0, label: 'CPU_SrcID#1_Ha#0_Chan#0_DIMM#0', socket: 1, imc: 0},
  },
]

it.each(LOGS)('$file: $from', async ({file, errors, ends, place}) => {
  const text = readFileSync(new URL(`field/${file}.log`, import.meta.url), 'utf8')
  const {analysis} = await analyzeText(text)
  const told = analysis.errors.filter(({severity}) => severity !== 'informational')
  const words = told.map(({severity, address, unit}) =>
    [severity, ...(address === undefined ? [] : [`0x${address.value.toString(16)}`]), unit].join(' '),
  )
  expect(words).toEqual(errors)
  expect(analysis.incidents.map(({outcome}) => outcome)).toEqual(ends)
  if (place !== undefined) expect(told[0]?.dram).toMatchObject(place)
})
