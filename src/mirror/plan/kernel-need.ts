/** Memory of one NUMA node in DIMMs, and what the kernel was seen to use of it. All in bytes. */
export interface PlanNode {
  readonly node: number
  readonly installed: number
  /** What lies below 4 GiB of it. */
  readonly low: number
}

/** What the kernel keeps for itself on a machine, as `/proc/meminfo` counts it; bytes, absent where not known. */
export interface KernelUse {
  readonly slab?: number
  readonly kernelStack?: number
  readonly pageTables?: number
  readonly percpu?: number
  readonly vmallocUsed?: number
}

/** `struct page`: 64 bytes for every 4 KiB (Linux include/linux/mm_types.h). */
export const PAGE_DESCRIPTORS = 64 / 4096
/** Share of visible memory that the kernel keeps besides them, where nothing was measured: an assumption. */
export const ASSUMED_SHARE = 0.04 - PAGE_DESCRIPTORS
/** Text, modules, firmware tables and boot-time reserves of a node, bytes: an assumption. */
const FIXED = 256 * 2 ** 20

/** How the need was found. */
export interface NeedBasis {
  readonly kind: 'stated' | 'measured' | 'assumed'
  readonly words: string
}

/** What the kernel needs of a node that shows so much memory, and on what that rests. */
export interface KernelNeed {
  readonly of: (visible: number, share: number) => number
  readonly basis: NeedBasis
}

const sum = ({slab, kernelStack, pageTables, percpu, vmallocUsed}: KernelUse): number =>
  (slab ?? 0) + (kernelStack ?? 0) + (pageTables ?? 0) + (percpu ?? 0) + (vmallocUsed ?? 0)

const hasUse = (use: KernelUse | undefined): use is KernelUse => use !== undefined && sum(use) > 0

/**
 * The kernel's need per node: as stated (bytes of the whole machine, split by the nodes' shares), else page descriptors
 * plus what `/proc/meminfo` counted, else page descriptors plus an assumed share.
 */
export function kernelNeed(stated: number | undefined, use: KernelUse | undefined): KernelNeed {
  if (stated !== undefined)
    return {of: (_visible, share) => stated * share, basis: {kind: 'stated', words: 'as stated'}}
  if (hasUse(use))
    return {
      of: (visible, share) => visible * PAGE_DESCRIPTORS + FIXED + sum(use) * share,
      basis: {
        kind: 'measured',
        words:
          'page descriptors (1.6 %) plus slab, stacks, page tables, per-CPU and vmalloc of /proc/meminfo; one reading, not a peak',
      },
    }
  return {
    of: visible => visible * (PAGE_DESCRIPTORS + ASSUMED_SHARE),
    basis: {
      kind: 'assumed',
      words:
        'assumed: 4 % of what is visible, of which page descriptors are 1.6 %; give --kernel-need or a /proc/meminfo for a better figure',
    },
  }
}
