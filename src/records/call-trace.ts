import type {CallTrace} from './hardware-error-record.js'

/** What one line of a trace tells. */
export type TracePart =
  /** `</#MC>`, `<<EOE>>`, `<IRQ>`: from here on frames are of another context. */
  | {readonly kind: 'mark'; readonly name: string}
  | {readonly kind: 'frame'; readonly symbol: string; readonly sure: boolean}
  /** `RIP: 0010:copy_page+0x7/0x10`, arm64 `pc : copy_page+0x18/0x80`: where an exception came in; `user` by its segment. */
  | {readonly kind: 'instruction'; readonly symbol?: string; readonly user: boolean}

/** Callers kept of one trace. */
const MOST_FRAMES = 32
const MOST_NAME = 120

const SYMBOL = String.raw`([A-Za-z_][\w.]{0,${MOST_NAME}}\+0x[0-9a-f]{1,8}\/0x[0-9a-f]{1,8})`
/** Addresses as kernels before 4.10 print them in front of a symbol. */
const ADDRESS = String.raw`(?:\[<[0-9a-f ]{8,19}>\]\s*)`
const FRAME = new RegExp(String.raw`^${ADDRESS}?(\? )?${SYMBOL}(?: \[[\w-]+\]| \(P\))*$`)
const RIP = new RegExp(`^RIP: (?:e030|[0-9a-f]{4}):${ADDRESS}{0,2}(?:${SYMBOL})?`)
const PC = new RegExp(`^(?:pc : |PC is at )${ADDRESS}?${SYMBOL}`)
const MARK = /^<?<(\/?(?:#MC|#DF|NMI|IRQ|TASK|SOFTIRQ|EOE|EOI))>>?\s*/
const LAST_MARK = /\s<?<(\/?(?:#MC|NMI|IRQ|TASK|EOE|EOI))>>?$/

const instructionIn = (text: string): TracePart | undefined => {
  const rip = RIP.exec(text)
  if (rip)
    return {kind: 'instruction', ...(rip[1] === undefined ? {} : {symbol: rip[1]}), user: /^RIP: 0033/.test(text)}
  const symbol = PC.exec(text)?.[1]
  return symbol === undefined ? undefined : {kind: 'instruction', symbol, user: false}
}

/** The parts of one message of the kernel, left to right; none for a line that belongs to no trace. */
export function tracePartsOf(message: string): readonly TracePart[] {
  const opened = MARK.exec(message)
  const text = (opened === null ? message : message.slice(opened[0].length)).trimEnd()
  const closed = LAST_MARK.exec(text)
  const frame = FRAME.exec(text)
  const symbol = frame?.[2]
  const inner = symbol === undefined ? instructionIn(text) : undefined
  return [
    ...(opened?.[1] === undefined ? [] : [{kind: 'mark', name: opened[1]} as const]),
    ...(symbol === undefined ? [] : [{kind: 'frame', symbol, sure: frame?.[1] === undefined} as const]),
    ...(inner === undefined ? [] : [inner]),
    ...(closed?.[1] === undefined ? [] : [{kind: 'mark', name: closed[1]} as const]),
  ]
}

/** Where the handler of a machine check or an abort begins: what stands below it was interrupted. */
const HANDLER =
  /^(?:(?:asm_)?exc_machine_check|machine_check|el1h?_(?:64_)?(?:sync|error)(?:_handler)?|el1_(?:sync|da|error))\+/
/** Where a trace enters the kernel, or leaves an interrupt for what that had interrupted. */
const ENTRY =
  /^(?:asm_|entry_SYSCALL|do_syscall_64|system_call|sysenter|(?:async_)?page_fault\+|ret_from_(?:fork|intr)|el0|el1_irq|el1h_64_irq|common_interrupt|apic_timer|secondary_startup|kthread\+)/
const EXCEPTION_ENDS: ReadonlySet<string> = new Set(['/#MC', 'EOE'])
const CONTEXT_ENDS: ReadonlySet<string> = new Set(['/IRQ', '/TASK', '/NMI', 'EOI', 'NMI', '#DF'])

/** Index of the first part that was interrupted, and the instruction; undefined when the trace is no exception's. */
function findInterruption(parts: readonly TracePart[]) {
  const begin = parts.findLastIndex(part => part.kind === 'mark' && part.name === '#MC')
  const handler = parts.findLastIndex(part => part.kind === 'frame' && HANDLER.test(part.symbol))
  const from = Math.max(begin, 0)
  const instruction = parts.slice(from).find(part => part.kind === 'instruction')
  const end = parts.findIndex((part, at) => at > from && part.kind === 'mark' && EXCEPTION_ENDS.has(part.name))
  if (begin >= 0 && end >= 0) return {start: end + 1, instruction}
  if (handler >= 0) return {start: handler + 1, instruction}
  const [first] = parts
  return first?.kind === 'instruction' ? {start: 1, instruction: first} : undefined
}

/** Frames of one context: as far as the next entry into the kernel, mark of another context or further instruction. */
function framesOf(parts: readonly TracePart[], instruction: TracePart | undefined): readonly string[] {
  const frames: string[] = []
  for (const part of parts) {
    if (part.kind === 'instruction' && part !== instruction) break
    if (part.kind === 'mark' && CONTEXT_ENDS.has(part.name)) break
    if (part.kind !== 'frame') continue
    if (ENTRY.test(part.symbol) || frames.length === MOST_FRAMES) break
    if (part.sure) frames.push(part.symbol)
  }
  return frames
}

/**
 * Where the kernel was when a machine check or an abort stopped it; undefined for a trace that shows no exception's, or
 * that shows a program's and nothing of the kernel's.
 */
export function interruptedIn(parts: readonly TracePart[]): Pick<CallTrace, 'instruction' | 'frames'> | undefined {
  const found = findInterruption(parts)
  if (found === undefined) return undefined
  const {start, instruction} = found
  if (instruction?.kind === 'instruction' && instruction.user) return undefined
  const symbol = instruction?.kind === 'instruction' ? instruction.symbol : undefined
  const frames = framesOf(parts.slice(start), instruction).filter((frame, at) => at > 0 || frame !== symbol)
  if (symbol === undefined && frames.length === 0) return undefined
  return {...(symbol === undefined ? {} : {instruction: symbol}), frames}
}
