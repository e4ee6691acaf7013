/** Kernel code that reads memory it does not own: the data belongs to a process or to a file, not to the kernel. */
export interface KernelRead {
  readonly id:
    | 'copy-on-write'
    | 'page-sharing'
    | 'huge-page-collapse'
    | 'core-dump'
    | 'migration'
    | 'file-read'
    | 'user-copy'
  /** Symbols of the code, matched at their beginning. */
  readonly symbols: RegExp
  readonly reads: 'user' | 'page-cache'
}

/** First match wins: the narrower names stand before the families they belong to. */
export const KERNEL_READS: readonly KernelRead[] = [
  {
    id: 'copy-on-write',
    symbols:
      /^(?:copy_mc_(?:user_)?highpage|copy_mc_user_highpage|__?wp_page_copy|wp_page_copy|copy_user_highpage|copy_user_(?:large|huge|gigantic))/,
    reads: 'user',
  },
  {
    id: 'page-sharing',
    symbols: /^(?:ksm_|ksm$|stable_tree|unstable_tree|cmp_and_merge|calc_checksum|memcmp_pages)/,
    reads: 'user',
  },
  {
    id: 'huge-page-collapse',
    symbols: /^(?:khugepaged|__collapse_huge_page|collapse_(?:huge_page|file)|hpage_collapse)/,
    reads: 'user',
  },
  {id: 'core-dump', symbols: /^(?:dump_user_range|dump_emit|elf_core_dump)/, reads: 'user'},
  {
    id: 'migration',
    symbols: /^(?:migrate_|folio_(?:mc_)?copy|copy_huge_page|hugetlbfs_migrate|do_cow_fault|copy_present_(?:page|pte))/,
    reads: 'user',
  },
  {
    id: 'file-read',
    symbols: /^(?:_?copy_(?:page_)?to_iter|copyout|filemap_read|generic_file_(?:buffered_)?read|shmem_file_read)/,
    reads: 'page-cache',
  },
  {
    id: 'user-copy',
    symbols:
      /^(?:copy_mc_|__?copy_user|copy_user|_?_?copy_from_user|raw_copy_from_user|__?copy_from_iter|rep_movs_alternative|(?:__)?get_user|futex_|fault_in_(?:iov|read)|strn(?:cpy|len)_from_user|strnlen_user|memcpy_mcsafe)/,
    reads: 'user',
  },
]

/** What kernel code at a symbol such as `copy_mc_fragile+0x20/0x90` was doing; undefined when it read its own data or is not known. */
export function kernelReadAt(symbol: string | undefined): KernelRead | undefined {
  const name = /^[\w.]+/.exec(symbol ?? '')?.[0]
  return name === undefined ? undefined : KERNEL_READS.find(({symbols}) => symbols.test(name))
}

/** Routines that whoever calls them points at any data: kernel data, pages of processes, pages of files. */
const SHARED =
  /^(?:__?)?(?:copy_page(?!_to)|copy_highpage|copy_folio|memcpy|memmove|memcmp|csum_partial|crc\w*|xor_\w+|raid6_\w+|sha\d*_\w+|aes\w*|lz\w*|zstd\w*)/

/** True for code whose name does not tell whose data it reads. */
export const isSharedRoutine = (symbol: string): boolean => SHARED.test(symbol)
