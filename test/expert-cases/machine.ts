/** A stretch of physical memory as the firmware lists it; `type` where it is no free memory. */
export interface Memory {
  readonly start: number
  readonly end: number
  readonly mirrored?: boolean
  readonly node?: number
  readonly type?: string
  readonly attributes?: readonly string[]
}

/** What a boot of one machine looks like in its kernel log. */
export interface Machine {
  readonly release: string
  readonly words: string
  readonly map: readonly Memory[]
  readonly cpu: string
  readonly dmi: string
  /** Lines of the boot that only some machines print. */
  readonly more: readonly string[]
  /** False for boots without `efi=debug`: then the map is not printed. */
  readonly debug: boolean
  /** False where even the totals line is missing, as on kernels and firmware that mark nothing. */
  readonly total: boolean
}

const GIB = 2 ** 30
const hex = (value: number, digits = 16): string => value.toString(16).padStart(digits, '0')
const mib = ({start, end}: Memory): number => Math.floor((end - start) / 2 ** 20)
const isFree = ({type}: Memory): boolean => type === undefined

/** Lines of a kernel log from `at` seconds of uptime on. */
export const stamped = (at: number, lines: readonly string[]): string =>
  lines.map((line, index) => `[${(at + index / 1e5).toFixed(6).padStart(12)}] ${line}\n`).join('')

/** The columns of `efi_md_typeattr_format` (drivers/firmware/efi/efi.c) since Linux 5.10. */
const COLUMNS = ['RUN', 'MR', 'SP', 'NV', 'XP', 'RP', 'WP', 'RO', 'UCE', 'WB', 'WT', 'WC', 'UC']
const attributesOf = ({mirrored, attributes = ['WB', 'WT', 'WC', 'UC']}: Memory): string => {
  const set = new Set([...attributes, ...(mirrored === true ? ['MR'] : [])])
  return COLUMNS.map(name => (set.has(name) ? name : ' '.repeat(name === 'RUN' || name === 'UCE' ? 3 : 2))).join('|')
}

/** The firmware's map as printed with `efi=debug`. */
export const efiMap = (map: readonly Memory[]): readonly string[] =>
  map.map(
    (range, index) =>
      `efi: mem${String(index).padStart(2, '0')}: [${(range.type ?? 'Conventional').padEnd(12)}|${attributesOf(range)}] range=[0x${hex(range.start)}-0x${hex(range.end - 1)}] (${mib(range)}MB)`,
  )

const e820 = (map: readonly Memory[]): readonly string[] => [
  'BIOS-provided physical RAM map:',
  ...map.map(
    range => `BIOS-e820: [mem 0x${hex(range.start)}-0x${hex(range.end - 1)}] ${isFree(range) ? 'usable' : 'reserved'}`,
  ),
]

function zones(map: readonly Memory[], steered: boolean): readonly string[] {
  const free = map.filter(isFree)
  const movable = new Map<number, number>()
  for (const {start, mirrored, node = 0} of free)
    if (steered && mirrored !== true && start >= 4 * GIB && !movable.has(node)) movable.set(node, start)
  const nodes = [...new Set(free.map(({node = 0}) => node))]
  return [
    'Zone ranges:',
    '  DMA      [mem 0x0000000000001000-0x0000000000ffffff]',
    '  DMA32    [mem 0x0000000001000000-0x00000000ffffffff]',
    `  Normal   [mem 0x0000000100000000-0x${hex(Math.max(...free.map(({end}) => end)) - 1)}]`,
    '  Device   empty',
    'Movable zone start for each node',
    ...[...movable].map(([node, start]) => `  Node ${node}: 0x${hex(start)}`),
    'Early memory node ranges',
    ...free.map(({start, end, node = 0}) => `  node   ${node}: [mem 0x${hex(start)}-0x${hex(end - 1)}]`),
    ...nodes.map(node => {
      const own = free.filter(range => (range.node ?? 0) === node)
      return `Initmem setup node ${node} [mem 0x${hex(Math.min(...own.map(({start}) => start)))}-0x${hex(Math.max(...own.map(({end}) => end)) - 1)}]`
    }),
  ]
}

function totals(map: readonly Memory[]): readonly string[] {
  const mirrored = map.filter(range => range.mirrored === true).reduce((sum, range) => sum + mib(range), 0)
  const all = map.reduce((sum, range) => sum + mib(range), 0)
  return mirrored > 0 ? [`efi: Memory: ${mirrored}M/${all}M mirrored memory`] : []
}

/** A whole boot, in the order in which a kernel prints it. */
export function bootLog({release, words, map, cpu, dmi, more, debug, total}: Machine): string {
  const commandLine = `BOOT_IMAGE=(hd0,gpt2)/vmlinuz-${release} root=/dev/mapper/vg0-root ro ${debug ? 'efi=debug ' : ''}${words}`
  const steered = /kernelcore=(?:mirror|reliable)/.test(words) && !/movable_node/.test(words)
  const seen = map.filter(isFree).reduce((sum, range) => sum + mib(range), 0) * 1024
  return (
    stamped(0, [
      `Linux version ${release} (mockbuild@build) (gcc (GCC) 12.3.0, GNU ld version 2.40) #1 SMP PREEMPT_DYNAMIC Mon May 6 09:12:44 UTC 2024`,
      `Command line: ${commandLine}`,
      ...e820(map),
      'NX (Execute Disable) protection: active',
      'efi: EFI v2.7 by American Megatrends',
      'efi: ACPI=0x6cbfe000 ACPI 2.0=0x6cbfe014 SMBIOS=0x69a2e000 SMBIOS 3.0=0x69a2c000',
      ...(debug ? efiMap(map) : []),
      ...(total ? totals(map) : []),
      `SMBIOS 3.3.0 present.`,
      `DMI: ${dmi}`,
      ...zones(map, steered),
    ]) +
    stamped(0.21, [
      `Kernel command line: ${commandLine}`,
      `Memory: ${seen - 4_194_304}K/${seen}K available (16384K kernel code, 5642K rwdata, 13052K rodata, 4044K init, 7232K bss, 4194304K reserved, 0K cma-reserved)`,
    ]) +
    stamped(0.52, [`smpboot: CPU0: ${cpu}`, ...more]) +
    stamped(2.91, ['RAS: Correctable Errors collector initialized.'])
  )
}
