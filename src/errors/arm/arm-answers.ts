import type {AbortSyndrome} from './abort-syndrome.js'
import type {ArmClass} from './ras-status.js'

/** Sentences of one page, by what they answer. */
export interface ArmAnswers {
  readonly promises: readonly string[]
  readonly kernel: readonly string[]
  readonly next: readonly string[]
}

const NO_RAS =
  'A kernel or processor without the RAS extension (Linux before 4.16, or CONFIG_ARM64_RAS_EXTN off) panics on every SError.'
const FIRMWARE_FIRST =
  'Where firmware takes such errors first, look for its own record: lines of GHES, or the event log of the BMC.'
const FIND_RECORD =
  'The syndrome names no part and no DIMM: look for the error record (ERR<n>STATUS, AEST) or the firmware’s record of the same moment.'
const PANICS = 'do_serror panics: “Asynchronous SError Interrupt” (Linux 4.16 and later, arch/arm64/kernel/traps.c).'

const STATE_PROMISES: Readonly<Record<NonNullable<AbortSyndrome['state']>, string>> = {
  UC: 'UC: the error may have spread anywhere; nothing can be trusted.',
  UEU: 'UEU: the error is contained, but the processor cannot go on from here.',
  UEO: 'UEO: the error has not been used; the processor can go on from where it was.',
  UER: 'UER: the error is contained; software that repairs or isolates it can go on.',
  CE: 'CE: the error was corrected; nothing was lost.',
}

function serrorKernel({state}: AbortSyndrome): string {
  if (state === 'CE' || state === 'UEO')
    return `do_serror goes on and prints nothing after ${state} (Linux 4.16 and later, arch/arm64/kernel/traps.c).`
  return PANICS
}

const UNTOLD =
  'The syndrome states no state: what the processor promises is not known, and the kernel takes it for uncontainable.'

const SET_ZERO = 'SET is zero on processors without the RAS extension too: there it promises nothing.'

/** What follows from an SError or an abort that reports an error. */
export function answersToSyndrome(syndrome: AbortSyndrome): ArmAnswers {
  const {kind, state, user} = syndrome
  const promises = [
    state === undefined ? UNTOLD : STATE_PROMISES[state],
    ...(kind === 'abort' && state === 'UER' ? [SET_ZERO] : []),
  ]
  if (kind === 'serror')
    return {promises, kernel: [serrorKernel(syndrome), NO_RAS, FIRMWARE_FIRST], next: [FIND_RECORD]}
  const claim =
    'do_sea first asks APEI whether firmware has reported the error (apei_claim_sea); if so, memory_failure deals with the page and the task.'
  const otherwise =
    user === true
      ? 'Otherwise the task gets SIGBUS; the machine goes on (arch/arm64/mm/fault.c).'
      : 'Newer kernels claim aborts of user space only; kernel code gets an oops, “Internal error: synchronous external abort”, and with panic_on_oops or in an interrupt a panic.'
  return {
    promises: state === undefined ? ['The access was stopped before its data was used; no state is stated.'] : promises,
    kernel: [claim, otherwise],
    next: [
      'Bad memory is one cause; a read of a device or an address that answers with an error is the other: see which address it was.',
      FIND_RECORD,
    ],
  }
}

/** What follows from an exception that reports no error. */
export const NO_ERROR: ArmAnswers = {
  promises: ['The exception is none of those that report hardware errors: nothing is said of memory.'],
  kernel: ['The kernel treats it as a fault of software, or as its ordinary work.'],
  next: ['If the value is an error record’s, name it: explain "ERR0STATUS=0x…".'],
}

const CLASS_PROMISES: Readonly<Record<ArmClass, string>> = {
  UC: STATE_PROMISES.UC,
  UEU: STATE_PROMISES.UEU,
  UEO: 'UEO: the error is latent or restartable: nobody has used the data.',
  UER: 'UER: the error was signalled or is recoverable: whoever asked for the data was told.',
  DE: 'DE: the data is lost but was marked or kept back; nobody has used it yet.',
  CE: 'CE: the data delivered was right; the hardware corrected the error.',
  none: 'V=0: the record holds no error: nothing is promised.',
}

const OF_MEMORY = 12

function nextFor(armClass: ArmClass, serr: number): string {
  if (armClass === 'none') return 'Nothing to do: this is not an error.'
  const isMemory = serr === OF_MEMORY
  if (armClass === 'CE')
    return isMemory
      ? 'Watch the DIMM: many corrected errors are a reason to replace it.'
      : 'Watch the part that this record belongs to: many corrected errors are a reason to replace it.'
  return isMemory
    ? 'Replace the DIMM in the next maintenance window; take the page out of use until then.'
    : 'Replace the part that this record belongs to in the next maintenance window; take the page out of use until then.'
}

function recordKernel(armClass: ArmClass): string {
  if (armClass === 'none') return 'Whoever reads the record passes over it.'
  if (armClass === 'UC' || armClass === 'UEU')
    return 'The AEST driver panics: “AEST: unrecoverable error encountered” (drivers/ras/aest).'
  if (armClass === 'CE') return 'The AEST driver prints and counts it (drivers/ras/aest).'
  return 'The AEST driver prints it and, with a physical address that may be trusted, has memory_failure isolate the page (drivers/ras/aest).'
}

const WHO_READS =
  'Without that driver the kernel reads no error record: firmware does, and tells of it through GHES, or a maker’s driver prints it.'

/** What follows from a valid record in which none of UE, DE and CE is set. */
export const UNCLASSED: ArmAnswers = {
  promises: ['The record is valid but says neither corrected nor deferred nor uncorrected: nothing is promised.'],
  kernel: [recordKernel('CE'), WHO_READS],
  next: ['Find the rest of the record: the log that was cut, or the firmware event log.'],
}

/** What follows from an error record of this class, found on what SERR says. */
export const answersToRecord = (armClass: ArmClass, serr: number): ArmAnswers => ({
  promises: [CLASS_PROMISES[armClass]],
  kernel: [recordKernel(armClass), WHO_READS],
  next: [nextFor(armClass, serr)],
})
