import type {Envelope, LogTime} from '../log-line.js'

export {TIME} from '../clock.js'

/** `Nov`, `mrt`, `Mär.`, `3月`, `мая`: a month's name in any language. */
export const MONTH = String.raw`(?<month>\p{L}[\p{L}.]{1,10}|\d{1,2}[月월])`

/** First words of kernel messages that look like a host and a program: `EDAC MC0: `, `Memory failure: `. */
export const NO_HOST = String.raw`(?!(?:EDAC \w{1,16}|Memory failure|[Ss]oft offline|Machine check|Kernel panic|Modules linked|Call Trace|Hardware name|Hypervisor detected|[Cc]ommand line|Kernel command|MCE 0x[\da-f]{1,16}): ?)`

/** A host name or address; the source name that syslog-ng puts before an `@` is not part of it. */
export const HOST = String.raw`${NO_HOST}(?:[\w-]{1,32}@)?(?<host>[^\s:[\]()<>@,;|"'=/]{1,255}|[\da-fA-F:]{2,39})`

/** `kernel:`, `mcelog[2783]:`: the tag before a syslog message, and the one blank behind it; not VMkernel's `cpu4:2097)`. */
export const PROGRAM = String.raw`(?!cpu[\d#*]{1,4}:|\d+:|0x)(?<program>[^\s:[\]]{1,64})(?:\[(?<pid>\d{1,10})\])?:(?: |(?=[[({<]|$))`

/** A tag that cannot be anything else: the kernel's, or one with a process number; a boot loader numbers regions alike. */
export const SURE_PROGRAM = String.raw`(?:(?!MMap\[)(?=kernel:|[^\s:[\]]{1,64}\[\d{1,10}\]:)(?<sureProgram>[^\s:[\]]{1,64})(?:\[(?<surePid>\d{1,10})\])?: ?)`

/** `[ T123]`, `[C0]`: who called printk. */
export const CALLER = String.raw`(?: ?\[ {0,8}(?<caller>[TC]\d{1,10}) ?\])?`

/** Named groups of a match; none when there is no match. */
export type Groups = Readonly<Record<string, string | undefined>>

/** An envelope from what an expression found. */
export const envelopeOf = (id: string, time: LogTime, groups: Groups): Envelope => {
  const {host, program = groups.sureProgram, pid = groups.surePid, priority, caller} = groups
  const envelope: {-readonly [name in keyof Envelope]: Envelope[name]} = {id, time}
  if (host) envelope.host = host
  if (program) envelope.program = program
  if (pid) envelope.pid = Number(pid)
  if (priority) envelope.level = Number(priority) & 7
  if (caller) envelope.caller = caller
  return envelope
}

/** The match's groups and the text behind it. */
export const matchStart = (pattern: RegExp, line: string): {groups: Groups; message: string} | undefined => {
  const match = pattern.exec(line)
  return match ? {groups: match.groups ?? {}, message: line.slice(match[0].length)} : undefined
}
