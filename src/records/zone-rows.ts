import {readHex} from './hex-text.js'
import type {PlatformFactBody} from './platform-fact.js'

/** A line that tells one span of memory, from its first word on. */
interface SpanRow {
  readonly pattern: RegExp
  read(parts: readonly string[]): PlatformFactBody | undefined
}

/** Start and exclusive end of a span printed with its last byte. */
const inclusive = (first: string, last: string) => {
  const start = readHex(first)
  const end = readHex(last)
  return start === undefined || end === undefined || end < start ? undefined : {start, end: end + 1n}
}

/** Start and end of a span printed half-open. */
const halfOpen = (first: string, behind: string) => {
  const start = readHex(first)
  const end = readHex(behind)
  return start === undefined || end === undefined || end <= start ? undefined : {start, end}
}

type Span = {readonly start: bigint; readonly end: bigint} | undefined

const nodeRange = (node: string, span: Span): PlatformFactBody | undefined =>
  span && {kind: 'fact', fact: 'node-range', node: Number(node), ...span}

const ramRegion = (type: string, span: Span): PlatformFactBody | undefined =>
  span && {kind: 'fact', fact: 'ram-region', type: type.trim(), ...span}

const MEM = '\\[mem (0x[0-9a-f]{1,16})-(0x[0-9a-f]{1,16})\\]'

/** Rows of single lines, first match wins. */
export const SPAN_ROWS: readonly SpanRow[] = [
  {
    //    DMA32    [mem 0x0000000001000000-0x00000000ffffffff]
    pattern: new RegExp(`^(DMA|DMA32|Normal|HighMem|Movable|ExtMem|Device) +${MEM}$`),
    read: ([zone = '', first = '', last = '']) => {
      const span = inclusive(first, last)
      return span && {kind: 'fact', fact: 'zone', zone, ...span}
    },
  },
  {
    //    node   0: [mem 0x0000000000001000-0x000000000009ffff]
    pattern: new RegExp(`^node +(\\d{1,4}): ${MEM}$`),
    read: ([node = '', first = '', last = '']) => nodeRange(node, inclusive(first, last)),
  },
  {
    //    ACPI: SRAT: Node 1 PXM 1 [mem 0x100000000-0x17fffffff] hotplug
    pattern: new RegExp(`^(?:ACPI: )?SRAT: Node (\\d{1,4}) PXM \\d{1,4} ${MEM}`),
    read: ([node = '', first = '', last = '']) => nodeRange(node, inclusive(first, last)),
  },
  {
    //    SRAT: Node 0 PXM 0 100000000-880000000
    pattern: /^(?:ACPI: )?SRAT: Node (\d{1,4}) PXM \d{1,4} ([0-9a-f]{1,16})-([0-9a-f]{1,16})$/,
    read: ([node = '', first = '', behind = '']) => nodeRange(node, halfOpen(first, behind)),
  },
  {
    //    BIOS-e820: [mem 0x0000000000100000-0x0000000063ffffff] usable
    pattern: new RegExp(`^BIOS-e820: ${MEM} ([a-zA-Z][\\w ()-]*)$`),
    read: ([first = '', last = '', type = '']) => ramRegion(type, inclusive(first, last)),
  },
  {
    //    BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)
    pattern: /^BIOS-e820: ([0-9a-f]{16}) - ([0-9a-f]{16}) \(([^()]+)\)/,
    read: ([first = '', behind = '', type = '']) => ramRegion(type, halfOpen(first, behind)),
  },
]

/** What `kernelcore=mirror` made the kernel say. */
export const readKernelcoreLine = (message: string): PlatformFactBody | undefined => {
  const text = message.replace(/^\w+: /, '')
  const said = (
    found: Extract<PlatformFactBody, {fact: 'kernelcore'}>['message'],
    bytes?: number,
  ): PlatformFactBody => ({
    kind: 'fact',
    fact: 'kernelcore',
    message: found,
    ...(bytes === undefined ? {} : {bytes}),
  })
  if (/^The system has no mirror memory, ignore kernelcore=mirror/.test(text)) return said('no-mirror-memory')
  if (/^The system is under kdump, ignore kernelcore=mirror/.test(text)) return said('kdump-kernel')
  if (/^This configuration results in unmirrored kernel memory/.test(text)) return said('unmirrored-kernel-memory')
  const bytes = readHex(/^Could not allocate (0x[0-9a-f]{1,16}) bytes of mirrored memory/.exec(text)?.[1] ?? '')
  return bytes === undefined ? undefined : said('mirrored-allocation-failed', Number(bytes))
}

/** Bytes of a page frame in the tables of kernels that print frame numbers: x86, 4 KiB. */
const PAGE_BYTES = 4096n

//    Movable zone start for each node          Movable zone start PFN for each node
//      Node 0: 0x0000000120000000                Node 0: 1179648
/** A line of the table under `Movable zone start`; a decimal number is a page frame. */
export const readMovableLine = (message: string): PlatformFactBody | undefined => {
  const [, node, text = ''] = /^Node (\d{1,4}): (0x[0-9a-f]{8,16}|\d{1,15})$/.exec(message) ?? []
  if (node === undefined) return undefined
  const address = text.startsWith('0x') ? readHex(text) : BigInt(text) * PAGE_BYTES
  return address === undefined ? undefined : {kind: 'fact', fact: 'movable-zone-start', node: Number(node), address}
}
