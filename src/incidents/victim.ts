import type {MemoryFailureEvent} from '../records/hardware-error-record.js'
import {readerOf, traceOf} from './attach-traces.js'
import type {Consumption, Victim} from './incident.js'
import {killsOf, pageLines} from './incident-lines.js'
import type {Seat} from './seat.js'

/** Page type words of memory failure handling (`action_page_types` of all kernels), the first match wins. */
const CONTENTS: readonly (readonly [words: RegExp, content: Victim['content']])[] = [
  [/huge\s?page|huge page|\bthp\b|^huge\b/i, 'huge-page'],
  [/free buddy|^free\b/i, 'free'],
  [/slab|reserved kernel|high-?\s?order kernel|kernel/i, 'kernel'],
  [/swap\s?cache/i, 'swap-cache'],
  [/clean (?:mlocked |unevictable )?LRU|truncated LRU/i, 'page-cache-clean'],
]

/**
 * Pages that the kernel would not touch: slab, page tables, stacks, its own text. Since 6.1 they are `unhandlable`, then
 * `unknown page` or `get hwpoison page`, and ignored.
 */
const isKernelPage = (lines: readonly MemoryFailureEvent[]): boolean =>
  lines.some(({action}) => action === 'unhandlable') ||
  lines.some(({pageType, result}) => result === 'ignored' && /get hwpoison page/.test(pageType ?? ''))

/** `free huge page` is free before it is huge. */
const contentOfType = (pageType: string): Victim['content'] =>
  /free huge/i.test(pageType) ? 'free' : (CONTENTS.find(([words]) => words.test(pageType))?.[1] ?? 'unknown')

const nameOf = (process: NonNullable<MemoryFailureEvent['process']>): string => `${process.name}:${process.pid}`

/** Dirty LRU is anonymous memory or unwritten file data; a task that was killed for it owned it. */
function contentOf(type: string | undefined, killed: boolean, consumption: Consumption): Victim['content'] {
  const content = type === undefined ? 'unknown' : contentOfType(type)
  if (content !== 'unknown') return content
  if (consumption === 'guest') return 'guest'
  if (consumption === 'kernel') return 'kernel'
  return killed || consumption === 'user' ? 'user' : 'unknown'
}

/** Whose symbol was running when the kernel consumed the data. */
const symbolOf = (seats: readonly Seat[]): string | undefined =>
  readerOf(
    seats.map(({error}) => error),
    traceOf(seats),
  )

function describeBecause(
  type: string | undefined,
  process: string | undefined,
  symbol: string | undefined,
  consumption: Consumption,
): string {
  const words = [
    type === undefined ? undefined : `the page type was printed as "${type}"`,
    process === undefined ? undefined : `the kernel signalled ${process}`,
    consumption === 'kernel' && symbol !== undefined ? `the kernel was in ${symbol}` : undefined,
  ].filter(word => word !== undefined)
  if (words.length > 0) return words.join('; ')
  if (consumption === 'user') return 'the exception was taken in user mode'
  if (consumption === 'kernel') return 'the exception was taken in kernel mode'
  return 'no line tells what was in the page'
}

/** What was in the lost page: type words, killed task, kernel symbol. */
export function victimOf(seats: readonly Seat[], consumption: Consumption): Victim {
  const lines = pageLines(seats)
  const typed = lines.filter(({pageType}) => pageType !== undefined && !/already poisoned/.test(pageType))
  const type = (typed.find(({pageType}) => contentOfType(pageType ?? '') !== 'unknown') ?? typed[0])?.pageType
  const process = killsOf(seats).find(kill => kill.process !== undefined)?.process
  const name = process === undefined ? undefined : nameOf(process)
  const named = contentOf(type, process !== undefined, consumption)
  const content = named === 'unknown' && isKernelPage(lines) ? 'kernel' : named
  const asLogged = type ?? name ?? (consumption === 'kernel' ? symbolOf(seats) : undefined)
  return {
    content,
    ...(asLogged === undefined ? {} : {asLogged}),
    ...(process === undefined ? {} : {process}),
    because: describeBecause(type, name, symbolOf(seats), consumption),
  }
}
