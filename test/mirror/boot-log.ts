/** A range of memory as a composed boot log shows it. */
export interface Range {
  readonly start: bigint
  readonly end: bigint
  readonly mirrored?: boolean
  readonly node?: number
}

const hex = (value: bigint): string => value.toString(16).padStart(16, '0')
const mib = ({start, end}: Range): bigint => (end - start) >> 20n

/** The firmware's map as Linux 6.x prints it with `efi=debug` (drivers/firmware/efi/efi.c, efi_md_typeattr_format). */
export const efiMapText = (ranges: readonly Range[]): string =>
  ranges
    .map(
      (range, index) =>
        `efi: mem${String(index).padStart(2, '0')}: [Conventional|   |  |  |${range.mirrored ? 'MR' : '  '}|  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x${hex(range.start)}-0x${hex(range.end - 1n)}] (${mib(range)}MB)\n`,
    )
    .join('')

/** The kernel's banner and command line, and the line that names the processor. */
export const bootText = (release: string, commandLine = 'BOOT_IMAGE=/vmlinuz ro efi=debug', cpu?: string): string =>
  `[    0.000000] Linux version ${release} (root@build) (gcc (GCC) 12.3.0) #1 SMP Mon May 6 09:12:44 UTC 2024\n` +
  `[    0.000000] Command line: ${commandLine}\n${cpu === undefined ? '' : `[    0.518000] smpboot: CPU0: ${cpu}\n`}`

/** `Early memory node ranges` of mm/mm_init.c, zones Movable above it. */
export const nodesText = (ranges: readonly Range[]): string => {
  const movable = new Map<number, bigint>()
  for (const {start, mirrored, node = 0} of ranges)
    if (mirrored === false && start >= 1n << 32n && !movable.has(node)) movable.set(node, start)
  return [
    'Movable zone start for each node\n',
    ...[...movable].map(([node, start]) => `  Node ${node}: 0x${hex(start)}\n`),
    'Early memory node ranges\n',
    ...ranges.map(({start, end, node = 0}) => `  node   ${node}: [mem 0x${hex(start)}-0x${hex(end - 1n)}]\n`),
  ].join('')
}

/** `efi: Memory: xM/yM mirrored memory`. */
export const totalText = (ranges: readonly Range[]): string => {
  const sum = (list: readonly Range[]): bigint => list.reduce((total, range) => total + mib(range), 0n)
  return `efi: Memory: ${sum(ranges.filter(({mirrored}) => mirrored))}M/${sum(ranges)}M mirrored memory\n`
}
