/** Version of the table; answers of equal version are comparable. */
export const TOLERANCE_VERSION = 3

/** What is left of the damage when software handles it. */
export type Aftermath = 'process-lost' | 'no-loss' | 'handled-by-application' | 'latent' | 'none'

/** By series, the first release that carries a change: `{'6.1': 37}` is Linux 6.1.37. */
export type StableReleases = Readonly<Record<string, number>>

/** Where an error hit, what an untreated system makes of it, and what tolerant software does. */
export interface ToleranceRow {
  readonly row: string
  readonly where: string
  /** Without the measure. */
  readonly untreated: string
  /** With it. */
  readonly tolerant: string
  /** `none`: no software helps. */
  readonly aftermath: Aftermath
  /** Upstream kernel that brought it; absent where it is not one release, or not known. */
  readonly sinceKernel?: string
  /** Stable releases of older series that carry it, where their change logs were read. */
  readonly stable?: StableReleases
  /** Upstream kernels that had it and lost it: broken from one, repaired in the other, and in stable releases. */
  readonly regression?: {readonly from: string; readonly repaired: string; readonly stable: StableReleases}
  /** How sure the row is, 0 … 1. */
  readonly confidence: number
  readonly cites: readonly string[]
}

const SEVERITY = 'Linux arch/x86/kernel/cpu/mce/severity.c'
const MEMORY_FAILURE = 'Linux mm/memory-failure.c'

/** Rows T1 … T25 in order. */
export const TOLERANCE_TABLE: readonly ToleranceRow[] = [
  {
    row: 'T1',
    where: 'data or code of a process, read by it',
    untreated: 'panic where the CPU or the kernel cannot recover',
    tolerant: 'the process is killed (SIGBUS with the address), the machine stays up',
    aftermath: 'process-lost',
    confidence: 0.8,
    cites: [SEVERITY, 'Linux Documentation/mm/hwpoison.rst'],
  },
  {
    row: 'T2',
    where: 'memory that patrol scrubbing found bad, or data on its way out of a cache, before anybody read it',
    untreated: 'the bad data stays in place until somebody reads it',
    tolerant: 'the page is taken out of use, its owner is told only if it asked to be',
    aftermath: 'no-loss',
    sinceKernel: '2.6.32',
    confidence: 0.8,
    cites: [SEVERITY, 'Linux Documentation/mm/hwpoison.rst'],
  },
  {
    row: 'T3',
    where: 'a clean file page',
    untreated: 'the process that reads it is killed',
    tolerant: 'the page is dropped and read again from disk, nobody is killed',
    aftermath: 'no-loss',
    sinceKernel: '6.15',
    confidence: 0.6,
    cites: ['Linux commit aaf99ac2ceb7'],
  },
  {
    row: 'T4',
    where: 'a file page with unsaved changes',
    untreated: 'the changes are lost',
    tolerant: 'the page is dropped, the program sees an I/O error at its next fsync',
    aftermath: 'process-lost',
    confidence: 0.8,
    cites: [MEMORY_FAILURE],
  },
  {
    row: 'T5',
    where: 'a page in the swap cache',
    untreated: 'the page is lost',
    tolerant: 'a clean page is read again, a dirty one costs its process when it is needed',
    aftermath: 'process-lost',
    confidence: 0.8,
    cites: [MEMORY_FAILURE],
  },
  {
    row: 'T6',
    where: 'anonymous memory in a transparent huge page',
    untreated: 'the whole huge page is lost if it cannot be split',
    tolerant: 'the huge page is split and 4 KiB are lost',
    aftermath: 'process-lost',
    confidence: 0.8,
    cites: [MEMORY_FAILURE],
  },
  {
    row: 'T7',
    where: 'a huge page of hugetlb (2 MiB, 1 GiB)',
    untreated: 'the whole huge page is lost to its users',
    tolerant: 'the same, but the bad 4 KiB are remembered',
    aftermath: 'process-lost',
    confidence: 0.7,
    cites: ['Linux commit 161df60e9e89'],
  },
  {
    row: 'T8',
    where: 'the kernel copying from memory of a process',
    untreated: 'panic',
    tolerant: 'the system call fails or the process is killed',
    aftermath: 'process-lost',
    sinceKernel: '5.10',
    regression: {from: '5.17', repaired: '6.15', stable: {'6.6': 89, '6.12': 23}},
    confidence: 0.7,
    cites: ['Linux commits 4c132d1d844a (broke it), 1a15bb8303b6 (repaired it, 2025; in 6.6.89 and 6.12.23)'],
  },
  {
    row: 'T9',
    where: 'the kernel copying a file page to a process, persistent memory',
    untreated: 'panic',
    tolerant: 'the read fails with an I/O error',
    aftermath: 'process-lost',
    confidence: 0.4,
    cites: ['Linux arch/x86/lib/copy_mc.c'],
  },
  {
    row: 'T10',
    where: 'the kernel copying a page on the first write (copy on write)',
    untreated: 'panic',
    tolerant: 'the process is killed',
    aftermath: 'process-lost',
    sinceKernel: '6.2',
    stable: {'6.1': 37},
    confidence: 0.75,
    cites: ['Linux commit a873dfe1032a', 'stable commit 87d9af3c4d09 (back-port to 6.1.37, 2023)'],
  },
  {
    row: 'T11',
    where: 'the kernel comparing or sharing equal pages (KSM)',
    untreated: 'panic',
    tolerant: 'the page is left alone',
    aftermath: 'no-loss',
    sinceKernel: '6.3',
    confidence: 0.6,
    cites: ['Linux commit 6b970599e807'],
  },
  {
    row: 'T12',
    where: 'the kernel collecting pages into a huge page (khugepaged)',
    untreated: 'panic',
    tolerant: 'the range is skipped',
    aftermath: 'no-loss',
    sinceKernel: '6.4',
    confidence: 0.7,
    cites: ['Linux commit 5f2500b93cc9'],
  },
  {
    row: 'T13',
    where: 'the kernel writing a core dump, or copying a page of hugetlb on write',
    untreated: 'panic',
    tolerant: 'the dump leaves the page out',
    aftermath: 'no-loss',
    sinceKernel: '6.4',
    confidence: 0.6,
    cites: ['Linux commits 245f09226893 (core dump), 1cb9dc4b475c (hugetlb)'],
  },
  {
    row: 'T14',
    where: 'the kernel moving a page, or copying one for a fork or a private file mapping',
    untreated: 'panic',
    tolerant: 'the page is not moved, or the process is killed',
    aftermath: 'process-lost',
    sinceKernel: '6.13',
    confidence: 0.6,
    cites: ['Linux commits 060913999d7a, f00b295b9b61, aa549f923f5e, 658be46520ce'],
  },
  {
    row: 'T15',
    where: 'data read in kernel mode on arm64',
    untreated: 'panic',
    tolerant: 'still a panic upstream (ARCH_HAS_COPY_MC is not merged)',
    aftermath: 'none',
    confidence: 0.75,
    cites: ['linux-arm-kernel: arm64 ARCH_HAS_COPY_MC series, v14 and v15'],
  },
  {
    row: 'T16',
    where: 'data of a process or file read in kernel mode on arm64, under openEuler’s kernel recovery',
    untreated: 'panic',
    tolerant: 'the process is killed',
    aftermath: 'process-lost',
    confidence: 0.5,
    cites: ['openEuler kernel issue I5RH8C (ARM64_UCE_KERNEL_RECOVERY)'],
  },
  {
    row: 'T17',
    where: 'the kernel’s own data or code (slab, page tables, stacks, vmalloc, per-CPU data)',
    untreated: 'panic',
    tolerant: 'none: every access of the kernel to its own data cannot be made recoverable',
    aftermath: 'none',
    confidence: 0.85,
    cites: [SEVERITY],
  },
  {
    row: 'T18',
    where: 'the kernel’s own data, not read yet',
    untreated: 'the page stays in use and may be read at any moment',
    tolerant: 'none: plan a reboot, which gives the page up',
    aftermath: 'latent',
    confidence: 0.8,
    cites: [MEMORY_FAILURE],
  },
  {
    row: 'T19',
    where: 'a free page',
    untreated: 'the page would be handed out again',
    tolerant: 'the page is taken out of use',
    aftermath: 'no-loss',
    confidence: 0.9,
    cites: [MEMORY_FAILURE],
  },
  {
    row: 'T20',
    where: 'memory of a virtual machine',
    untreated: 'the virtual machine is killed',
    tolerant: 'the emulator passes the error on, and the guest’s kernel may lose one process only',
    aftermath: 'handled-by-application',
    confidence: 0.6,
    cites: ['QEMU target/i386/kvm/kvm.c', 'Kunpeng: VM single-core and single-page exception handling'],
  },
  {
    row: 'T21',
    where: 'a device reading memory by itself (DMA)',
    untreated: 'fatal on many platforms',
    tolerant: 'none in Linux',
    aftermath: 'none',
    confidence: 0.6,
    cites: ['linux-mm: poison scanning RFC'],
  },
  {
    row: 'T22',
    where: 'data read in kernel mode on an AMD processor',
    untreated: 'panic',
    tolerant: 'only copies from memory of a process are recovered',
    aftermath: 'none',
    confidence: 0.6,
    cites: [`${SEVERITY}, AMD path`],
  },
  {
    row: 'T23',
    where: 'memory of a partition of IBM POWER',
    untreated: 'checkstop',
    tolerant: 'bad data is marked, termination is limited to its owner',
    aftermath: 'process-lost',
    confidence: 0.5,
    cites: ['IBM Power E1050 technical overview'],
  },
  {
    row: 'T24',
    where: 'an application with a handler for memory errors',
    untreated: 'the application is killed',
    tolerant: 'the application drops the data and goes on',
    aftermath: 'handled-by-application',
    confidence: 0.5,
    cites: ['openEuler 20.03 LTS SP2, issue I3N36H'],
  },
  {
    row: 'T25',
    where: 'a virtual machine under ESXi, flagged for reliable memory',
    untreated: 'the virtual machine or the host is lost',
    tolerant: 'its memory lies in mirrored memory while there is room',
    aftermath: 'no-loss',
    confidence: 0.5,
    cites: ['Broadcom KB 301399'],
  },
]

/** A row by its number; throws for a number the table does not have. */
export function rowOf(row: string): ToleranceRow {
  const found = TOLERANCE_TABLE.find(entry => entry.row === row)
  if (found === undefined) throw new Error(`the tolerance table has no row ${row}`)
  return found
}
