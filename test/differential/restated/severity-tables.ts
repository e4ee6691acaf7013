// Ten kernels' severity decisions as straight-line code, from arch/x86/kernel/cpu/mcheck/mce-severity.c (to 4.19) and
// arch/x86/kernel/cpu/mce/severity.c of each kernel. No table, no sharing with src/: one `if` per row, in the kernel's order.

/** What a kernel looks at, in plain values. */
export interface Case {
  readonly status: bigint
  readonly ripv: boolean
  readonly eipv: boolean
  readonly mcip: boolean
  readonly seam: boolean
  readonly exception: boolean
  readonly context: 'user' | 'kernel' | 'kernel-copy-mc' | 'kernel-copy-from-user'
  readonly ser: boolean
  readonly bank: number
  /** Model 0x55 of family 6 with stepping 4 or later. */
  readonly patrolQuirk: boolean
  readonly amd: boolean
  readonly hygon: boolean
  readonly overflowRecovery: boolean
  readonly succor: boolean
  readonly smca: boolean
}

/** Grade and the kernel's own reason; '' where the kernel gives none. */
export type Decision = readonly [grade: string, reason: string]

/** Kernels that are restated here, oldest first. */
export const KERNELS = ['2.6.32', '3.6', '3.10-el7', '4.4', '4.18-el8', '4.19', '5.4', '5.10', '6.1', '6.12'] as const
/** One of them. */
export type Kernel = (typeof KERNELS)[number]

const has = (status: bigint, bit: number): boolean => (status & (1n << BigInt(bit))) !== 0n

/** `error_context()`: kernel code is recoverable only with both instruction pointers and a fixup the kernel knows. */
function inContext({context, ripv, eipv}: Case, kernel: Kernel): 'user' | 'kernel' | 'recoverable' {
  if (context === 'user') return 'user'
  if (!ripv || !eipv) return 'kernel'
  const knowsCopies = kernel !== '2.6.32' && kernel !== '3.6' && kernel !== '4.4'
  if (context === 'kernel-copy-mc') return knowsCopies ? 'recoverable' : 'kernel'
  const knowsUserReads = kernel === '5.10' || kernel === '6.1' || kernel === '6.12'
  return context === 'kernel-copy-from-user' && knowsUserReads ? 'recoverable' : 'kernel'
}

/** Rows that came and went between 3.10-el7 and 6.12. */
const since = (kernel: Kernel, first: Kernel): boolean => KERNELS.indexOf(kernel) >= KERNELS.indexOf(first)

function intelOld(c: Case, kernel: '2.6.32' | '3.6'): Decision {
  const {status} = c
  const [over, uc, s, ar] = [has(status, 62), has(status, 61), has(status, 56), has(status, 55)]
  const code = Number(status & 0xffffn)
  const addressed = has(status, 58) && has(status, 59)
  const user = c.context === 'user'
  if (!has(status, 63)) return ['NO', 'Invalid']
  if (!has(status, 60)) return ['NO', 'Not enabled']
  if (has(status, 57)) return ['PANIC', 'Processor context corrupt']
  if (!c.mcip) return ['PANIC', 'MCIP not set in MCA handler']
  if (!c.ripv && !c.eipv) return ['PANIC', 'Neither restart nor error IP']
  if (!user && !c.ripv) return ['PANIC', 'In kernel and no restart IP']
  if (!c.ser && !uc) return ['KEEP', 'Corrected error']
  if (c.ser) {
    if (uc && !s && !ar) return ['KEEP', 'Uncorrected no action required']
    if (uc && !s && ar && !over) return ['PANIC', 'Illegal combination (UCNA with AR=1)']
    if (!s) return ['KEEP', 'Non signalled machine check']
    if (over && uc && ar) return ['PANIC', 'Action required with lost events']
    if (kernel === '2.6.32' && uc && ar && code === 0) return ['PANIC', 'Action required; unknown MCACOD']
    if (kernel === '3.6' && uc && ar) {
      if (addressed && code === 0x134 && !c.eipv) return ['KEEP', 'HT thread notices Action required: data load error']
      if (addressed && code === 0x134 && user) return ['AR', 'Action required: data load error']
      if (addressed && code === 0x150 && !c.eipv)
        return ['KEEP', 'HT thread notices Action required: instruction fetch error']
      if (addressed && code === 0x150 && user) return ['AR', 'Action required: instruction fetch error']
      return ['PANIC', 'Action required: unknown MCACOD']
    }
    if (uc && !ar && !over && (code & 0xfff0) === 0xc0) return ['AO', 'Action optional: memory scrubbing error']
    if (uc && !ar && !over && code === 0x17a) return ['AO', 'Action optional: last level cache writeback error']
    if (uc && !ar && !over)
      return ['SOME', kernel === '2.6.32' ? 'Action optional unknown MCACOD' : 'Action optional: unknown MCACOD']
    if (uc && !ar && over) return ['SOME', 'Action optional with lost events']
  }
  if (over && uc) return ['PANIC', 'Overflowed uncorrected']
  if (uc) return ['UC', 'Uncorrected']
  return ['SOME', 'No match']
}

function intelNew(c: Case, kernel: Kernel): Decision {
  const {status} = c
  const [over, uc, s, ar] = [has(status, 62), has(status, 61), has(status, 56), has(status, 55)]
  const code = Number(status & 0xefffn)
  const addressed = has(status, 58) && has(status, 59)
  const context = inContext(c, kernel)
  const anyOptional = since(kernel, '4.18-el8')
  const scrub = (code & 0xeff0) === 0xc0
  if (!has(status, 63)) return ['NO', 'Invalid']
  if (c.exception && !has(status, 60)) return ['NO', 'Not enabled']
  if (has(status, 57)) return ['PANIC', 'Processor context corrupt']
  if (c.exception && !c.mcip) return ['PANIC', 'MCIP not set in MCA handler']
  if (c.exception && !c.ripv && !c.eipv) return ['PANIC', 'Neither restart nor error IP']
  if (c.exception && context !== 'user' && !c.ripv) return ['PANIC', 'In kernel and no restart IP']
  const deferredRow = kernel !== '5.10' && kernel !== '6.1' && kernel !== '6.12'
  if (deferredRow && !c.ser && !uc && has(status, 44) && !has(status, 43)) return ['DEFERRED', 'Deferred error']
  if (!c.ser && !uc) return ['KEEP', 'Corrected error']
  if (c.ser) {
    const overMatters = kernel === '4.18-el8' || kernel === '4.19'
    if (anyOptional && uc && !ar && !(overMatters && over)) {
      if (scrub) return ['AO', 'Action optional: memory scrubbing error']
      if (code === 0x17a) return ['AO', 'Action optional: last level cache writeback error']
    }
    const patrol = c.patrolQuirk && c.bank >= 13 && c.bank <= 18 && (status & 0xffffeff0n) === 0x1000c0n
    if (since(kernel, '5.4') && patrol && !uc && addressed) return ['AO', 'Uncorrected Patrol Scrub Error']
    if (uc && !s && !ar) return ['UCNA', 'Uncorrected no action required']
    if (uc && !s && ar && !over) return ['PANIC', 'Illegal combination (UCNA with AR=1)']
    if (!s) return ['KEEP', since(kernel, '6.1') ? 'Non signaled machine check' : 'Non signalled machine check']
    if (over && uc && ar) return ['PANIC', 'Action required with lost events']
    if (uc && ar) {
      if (addressed && c.ripv && !c.eipv) return ['KEEP', 'Action required but unaffected thread is continuable']
      if (addressed && code === 0x134 && context === 'recoverable')
        return ['AR', 'Action required: data load in error recoverable area of kernel']
      if (addressed && code === 0x134 && context === 'user')
        return ['AR', 'Action required: data load error in a user process']
      if (addressed && code === 0x150 && context === 'user')
        return ['AR', 'Action required: instruction fetch error in a user process']
      if (kernel === '6.12' && c.seam && addressed && context === 'kernel') {
        if (code === 0x134) return ['AR', 'Data load error in SEAM non-root mode']
        if (code === 0x150) return ['AR', 'Instruction fetch error in SEAM non-root mode']
      }
      if (anyOptional && addressed && code === 0x134 && context === 'kernel')
        return ['PANIC', 'Data load in unrecoverable area of kernel']
      if (since(kernel, '4.19') && addressed && code === 0x150 && context === 'kernel')
        return ['PANIC', 'Instruction fetch error in kernel']
      return ['PANIC', 'Action required: unknown MCACOD']
    }
    if (!anyOptional && uc && !ar && !over && scrub) return ['AO', 'Action optional: memory scrubbing error']
    if (!anyOptional && uc && !ar && !over && code === 0x17a)
      return ['AO', 'Action optional: last level cache writeback error']
    if (uc && !ar && !over) return ['SOME', 'Action optional: unknown MCACOD']
    if (uc && !ar && over) return ['SOME', 'Action optional with lost events']
  }
  if (over && uc) return ['PANIC', 'Overflowed uncorrected']
  if (uc && kernel === '6.12' && context === 'kernel') return ['PANIC', 'Uncorrected in kernel']
  // 6.1 raises every grade from UC up to PANIC in kernel context; before, only with tolerant=0.
  if (uc) return [kernel === '6.1' && context === 'kernel' ? 'PANIC' : 'UC', 'Uncorrected']
  return ['SOME', 'No match']
}

function amdOld(c: Case, kernel: Kernel): Decision {
  const context = inContext(c, kernel)
  const [over, uc] = [has(c.status, 62), has(c.status, 61)]
  if (has(c.status, 57)) return ['PANIC', '']
  if (uc) {
    if (kernel !== '4.4' && context === 'kernel') return ['PANIC', '']
    if (c.overflowRecovery) {
      if (kernel === '4.4') return [context === 'kernel' && !c.ripv ? 'PANIC' : 'AR', '']
      return [c.smca && !c.succor ? 'PANIC' : 'AR', '']
    }
    return [over ? 'PANIC' : 'UC', '']
  }
  return [has(c.status, 44) ? 'DEFERRED' : 'KEEP', '']
}

function amdNew(c: Case, kernel: Kernel): Decision {
  if (has(c.status, 57)) return ['PANIC', 'Processor Context Corrupt']
  if (has(c.status, 44)) return ['DEFERRED', '']
  if (!has(c.status, 61)) return ['KEEP', '']
  if (has(c.status, 62) && !c.overflowRecovery)
    return ['PANIC', 'Overflowed uncorrected error without MCA Overflow Recovery']
  if (!c.succor) return ['PANIC', 'Uncorrected error without MCA Recovery']
  if (inContext(c, kernel) === 'kernel') return ['PANIC', 'Uncorrected unrecoverable error in kernel context']
  return ['AR', '']
}

/** The decision of one kernel. */
export function decide(c: Case, kernel: Kernel): Decision {
  const asAmd = (c.amd && since(kernel, '3.10-el7')) || (c.hygon && since(kernel, '5.4'))
  if (asAmd) return since(kernel, '6.1') ? amdNew(c, kernel) : amdOld(c, kernel)
  const plain = c.amd || c.hygon ? {...c, ser: false} : c
  return kernel === '2.6.32' || kernel === '3.6' ? intelOld(plain, kernel) : intelNew(plain, kernel)
}
