import {isAmdLike, type KnownFeatures} from './cpu-features.js'
import {GRADE_TABLES} from './kernel-grade/generations.js'
import {gradeBy} from './kernel-grade/grade.js'
import type {CpuSignature, Severity} from './memory-error.js'
import amdStatus from './registers/amd-smca-mca-status.js'
import mciStatus from './registers/ia32-mci-status.js'

/** What severity is read from; `exception` only when the record is known to come from the handler. */
export interface SeverityQuestion {
  readonly status: bigint
  readonly mcgstatus?: bigint
  readonly bank?: number
  readonly signature?: CpuSignature
  readonly vendor: CpuSignature['vendor']
  readonly features: KnownFeatures
  readonly exception: boolean
}

/** A severity and the bits or rule that decided. */
export interface SeverityAnswer {
  readonly severity: Severity
  readonly because: string
}

const answer = (severity: Severity, because: string): SeverityAnswer => ({severity, because})

/** MSCOD 0x0010 with a scrub code, address and MISC valid, UC clear. */
const QUIRK_MASK = mciStatus.write({UC: 1n, ADDRV: 1n, MISCV: 1n, MSCOD: 0xffffn, MCACOD: 0xeff0n})
const QUIRK_VALUE = mciStatus.write({ADDRV: 1n, MISCV: 1n, MSCOD: 0x0010n, MCACOD: 0x00c0n})

/**
 * True for the patrol-scrub records that Skylake-SP and Cascade Lake (06_55H, stepping 4 and up, banks 13–18) log with
 * UC clear although the data is lost (Linux arch/x86/kernel/cpu/mce/severity.c).
 */
export function isPatrolQuirk({status, bank, signature}: SeverityQuestion): boolean {
  if (signature?.vendor !== 'intel' || signature.family !== 6 || signature.model !== 0x55) return false
  if (signature.stepping < 4 || bank === undefined || bank < 13 || bank > 18) return false
  return (status & QUIRK_MASK) === QUIRK_VALUE
}

/** The newest rows we know, asked as if user code had been interrupted: what panics then panics for no reason of context. */
function panicReason(question: SeverityQuestion, ser: boolean): string | undefined {
  const table = GRADE_TABLES.at(-1)
  if (table === undefined) return undefined
  const {succor = true, overflowRecovery = true, smca = true} = question.features
  const {grade, reason} = gradeBy(table, {
    ...question,
    mcgstatus: question.mcgstatus ?? 0n,
    bank: question.bank ?? -1,
    features: {ser, succor, overflowRecovery, smca},
    context: 'user',
    exception: question.exception && question.mcgstatus !== undefined,
  })
  return grade === 'PANIC' ? reason : undefined
}

/** Families before 15h have no deferred errors: their bit 44 means something else, or nothing. */
const FIRST_WITH_DEFERRED = 0x15

const isDeferred = ({status, signature}: SeverityQuestion): boolean =>
  amdStatus.has(status, 'Deferred') && (signature === undefined || signature.family >= FIRST_WITH_DEFERRED)

/** AMD has no S and AR bits: with PCC clear its registers say uncorrected and no finer class, whatever a kernel grades it. */
function classifyAmd(question: SeverityQuestion): SeverityAnswer {
  const {status} = question
  if (isDeferred(question)) return answer('deferred', 'Deferred=1: the data was marked, nobody has used it yet')
  if (!amdStatus.has(status, 'UC')) return answer('corrected', 'UC=0')
  const reason = panicReason(question, false)
  if (reason !== undefined) return answer('fatal', `graded PANIC whatever was interrupted: ${reason}`)
  return answer('uncorrected', 'UC=1, PCC=0: AMD registers state no finer class')
}

/** S and AR with UC=1 (SDM vol. 3B, table 16-6). */
function classifyRecoverable(status: bigint): SeverityAnswer {
  const signalled = mciStatus.has(status, 'S')
  const required = mciStatus.has(status, 'AR')
  if (signalled && required) return answer('srar', 'UC=1, S=1, AR=1: software recoverable, action required')
  if (signalled) return answer('srao', 'UC=1, S=1, AR=0: software recoverable, action optional')
  if (required) return answer('uncorrected', 'UC=1, S=0, AR=1: a combination the manual does not define')
  return answer('ucna', 'UC=1, S=0, AR=0: uncorrected, no action required')
}

function classifyIntel(question: SeverityQuestion): SeverityAnswer {
  const {status} = question
  // What was corrected interrupted nothing: whatever MCGSTATUS says of a context is another record's.
  if (!mciStatus.has(status, 'UC'))
    return isPatrolQuirk(question)
      ? answer('ucna', 'UC=0, yet MSCOD 0x0010 with a scrub code in banks 13–18 is an uncorrected patrol-scrub error')
      : answer('corrected', 'UC=0')
  const signals = mciStatus.has(status, 'S') || mciStatus.has(status, 'AR')
  const ser = question.features.ser ?? signals
  const isUnknown = question.features.ser === undefined && !signals
  const reason = panicReason(question, ser || isUnknown)
  if (reason !== undefined) return answer('fatal', `graded PANIC whatever was interrupted: ${reason}`)
  if (isUnknown) return answer('uncorrected', 'UC=1; whether the CPU can tell finer classes is not known')
  return ser ? classifyRecoverable(status) : answer('uncorrected', 'UC=1; this CPU has no software error recovery')
}

/**
 * What the registers say of the error's gravity, whatever came of it. VAL is asked before UC, PCC before everything
 * else; Intel's classes follow S and AR where the CPU has software error recovery.
 */
export function classifySeverity(question: SeverityQuestion): SeverityAnswer {
  const {status, vendor} = question
  if (!mciStatus.has(status, 'VAL')) return answer('informational', 'VAL=0: the register holds no error')
  if (mciStatus.has(status, 'PCC')) return answer('fatal', 'PCC=1: processor context corrupt')
  return isAmdLike(vendor) ? classifyAmd(question) : classifyIntel(question)
}
