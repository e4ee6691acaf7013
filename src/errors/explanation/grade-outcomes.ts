import type {ExecutionContext, GradeAnswer} from '../kernel-grade/grade.js'
import type {Grade} from '../memory-error.js'

/** Kernels whose handler of uncorrected-but-unused errors takes the page out of use (the notifier accepts UCNA and DEFERRED). */
const OFFLINES_UNUSED: ReadonlySet<string> = new Set(['5.10', '6.1', '6.12'])

const EXCEPTION: Readonly<Record<Grade, string>> = {
  NO: 'clears the bank and ignores it; if no CPU of a broadcast finds more, it panics: machine check from unknown source',
  UCNA: 'leaves the record to the poller',
  DEFERRED: 'leaves the record to the poller',
  KEEP: 'leaves the record to the poller; if no CPU of a broadcast finds more, it panics: machine check from unknown source',
  SOME: 'logs and clears it; nothing else is known to happen',
  AO: 'logs it and takes the page out of use; processes get SIGBUS only when they touch it, or at once if they asked for that',
  UC: 'logs it and goes on; the running task is killed when its restart address is lost. Data may be silently wrong',
  AR: 'takes the page out of use and sends SIGBUS to the process that used it',
  PANIC: 'panics; the machine goes down',
}

const POLL: Readonly<Record<Grade, string>> = {
  NO: 'ignores it',
  UCNA: 'logs it; the next use of the data decides',
  DEFERRED: 'logs it; the next use of the data decides',
  KEEP: 'logs it',
  SOME: 'logs it',
  AO: 'logs it and takes the page out of use',
  UC: 'logs it and goes on; data may be silently wrong',
  AR: 'logs it; the poller does not act on it',
  PANIC: 'records it; the poller never panics',
}

/** What that grade makes the kernel do (Linux mce/core.c, do_machine_check and machine_check_poll), as one sentence's rest. */
export function outcomeOf({grade, kernel}: GradeAnswer, exception: boolean, context: ExecutionContext): string {
  if (exception) {
    const isFixup = grade === 'AR' && context !== 'user'
    return isFixup
      ? 'lets the copy fail and goes on; a copy from user space also takes the page out of use'
      : EXCEPTION[grade]
  }
  const offlines = (grade === 'UCNA' || grade === 'DEFERRED') && OFFLINES_UNUSED.has(kernel)
  return offlines ? 'logs it and takes the page out of use before anybody reads it' : POLL[grade]
}
