import type {MemoryFailureEvent} from './hardware-error-record.js'
import {readHex, readSmall} from './hex-text.js'

/** What a message of the memory-failure code says. */
export type MemoryFailureFields = {
  -readonly [Name in keyof Omit<
    MemoryFailureEvent,
    'kind' | 'dialect' | 'envelope' | 'evidence' | 'partial'
  >]: MemoryFailureEvent[Name]
}

/** A spelling: where the message begins, and what its words mean. */
export interface MemoryFailureRow {
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray) => MemoryFailureFields
}

/** Bytes of a page frame: these are x86 texts, and arm64 kernels with larger pages print nothing that tells. */
export const PAGE_BYTES = 4096

type Address = Pick<MemoryFailureFields, 'address' | 'granularityBytes'>

/** The page of a frame number printed in hexadecimal, with or without 0x. */
export const pageOf = (text: string | undefined): Address => {
  const frame = readHex(text ?? '')
  return frame === undefined ? {} : {address: frame * BigInt(PAGE_BYTES), granularityBytes: PAGE_BYTES}
}

const byteOf = (text: string | undefined): Address => {
  const address = readHex(text ?? '')
  return address === undefined ? {} : {address, granularityBytes: 1}
}

type Process = Pick<MemoryFailureFields, 'process'>

/** `comm:pid`; the name may hold colons and blanks, so the greedy match before it split on the last one. */
const processOf = (name: string | undefined, pid: string | undefined): Process => {
  const number = readSmall(pid ?? '', 10)
  return name === undefined || number === undefined ? {} : {process: {name, pid: number}}
}

const RESULTS = {ignored: 'ignored', failed: 'failed', delayed: 'delayed', recovered: 'recovered'} as const

type Result = Pick<MemoryFailureFields, 'result'>

const isResult = (word: string): word is keyof typeof RESULTS => Object.hasOwn(RESULTS, word)

const resultOf = (word: string | undefined): Result => {
  const lower = (word ?? '').toLowerCase()
  return isResult(lower) ? {result: RESULTS[lower]} : {}
}

const pageTypeOf = (text: string | undefined): Pick<MemoryFailureFields, 'pageType'> => (text ? {pageType: text} : {})

const RESULT = '(Ignored|Failed|Delayed|Recovered)\\b'

/** Rows behind `Memory failure: 0x…: ` or `MCE 0x…: `. */
const AFTER_FRAME: readonly (readonly [body: string, read: (match: RegExpExecArray) => MemoryFailureFields])[] = [
  [
    `recovery action for (already poisoned page): ${RESULT}`,
    m => ({action: 'already-poisoned', ...pageTypeOf(m[2]), ...resultOf(m[3])}),
  ],
  [`recovery action for (.+?): ${RESULT}`, m => ({action: 'recovery', ...pageTypeOf(m[2]), ...resultOf(m[3])})],
  [`(.+ page|.+) recovery: ${RESULT}`, m => ({action: 'recovery', ...pageTypeOf(m[2]), ...resultOf(m[3])})],
  [
    '(?:Killing|Sending SIGBUS to) (.+):(\\d+) (?:early )?due to hardware memory corruption',
    m => ({action: 'kill', ...processOf(m[2], m[3])}),
  ],
  [
    'forcibly killing (.+):(\\d+) because of failure to unmap corrupted page',
    m => ({action: 'forced-kill', ...processOf(m[2], m[3])}),
  ],
  ['already hardware poisoned', () => ({action: 'already-poisoned'})],
  ['unhandlable page', () => ({action: 'unhandlable'})],
  ['memory outside kernel control', () => ({action: 'outside-kernel-control'})],
  ['(.+) still referenced by \\d+ users', m => ({action: 'still-referenced', ...pageTypeOf(m[2])})],
  [
    '(?:Cannot send advisory machine check signal|Error sending signal) to (.+):(\\d+)\\b',
    m => ({action: 'note', ...processOf(m[2], m[3])}),
  ],
]

const FRAME = '(?:Memory failure:|MCE) (?:0x)?([0-9a-f]{1,13}): '

const CLASS_WORDS = {SRAO: 'srao', SRAR: 'srar', UCNA: 'ucna', DEFERRED: 'deferred'} as const

const isClassWord = (word: string | undefined): word is keyof typeof CLASS_WORDS =>
  word !== undefined && Object.hasOwn(CLASS_WORDS, word)

const statedClassOf = (word: string | undefined): Pick<MemoryFailureFields, 'statedClass'> =>
  isClassWord(word) ? {statedClass: CLASS_WORDS[word]} : {}

const softOffline = (m: RegExpExecArray): MemoryFailureFields => ({
  action: 'soft-offline',
  ...pageOf(m[1]),
  ...(/\bfailed\b/.test(m[2] ?? '') ? {result: 'failed' as const} : {}),
  ...(/\binvalidated\b/.test(m[2] ?? '') ? {result: 'recovered' as const} : {}),
})

/** Spellings without the frame prefix. Frame numbers and byte addresses must not be taken for each other. */
const OTHERS: readonly (readonly [body: string, read: (match: RegExpExecArray) => MemoryFailureFields])[] = [
  [
    '(?:mce: |core: |MCE: )?(?:\\[Hardware Error\\]: )?Uncorrected hardware memory error in user-access at(?: (?:0x)?([0-9a-f]+)(?![^\\s.,]))?',
    m => ({action: 'user-access', ...byteOf(m[1])}),
  ],
  [
    '(?:mce: |core: )?(?:\\[Hardware Error\\]: )?Kernel accessed poison in user space at(?: (?:0x)?([0-9a-f]+)(?![^\\s.,]))?',
    m => ({action: 'copy-in', ...byteOf(m[1])}),
  ],
  ['(?:mce: |core: )?(?:\\[Hardware Error\\]: )?Memory error not recovered', () => ({action: 'not-recovered'})],
  [
    '(?:mce: |core: )?(?:\\[Hardware Error\\]: )?(?:Uncorrected memory error in page|Action optional memory failure at) (?:0x)?([0-9a-f]+) ignored',
    m => ({action: 'ignored', ...pageOf(m[1])}),
  ],
  [
    '(?:mce: )?Memory error may not recovered: (0x[0-9a-f]+): Sending SIGBUS to (.+):(\\d+) due to hardware memory corruption',
    m => ({action: 'kill', ...pageOf(m[1]), ...processOf(m[2], m[3])}),
  ],
  // The address of this one is virtual, the process's own.
  [
    'MCE: Killing (.+):(\\d+) due to hardware memory corruption fault at (?:0x)?[0-9a-f]+',
    m => ({action: 'kill', ...processOf(m[1], m[2])}),
  ],
  // Without `Memory failure:` the number is a byte address of the page, not a frame number.
  [
    '(?:GHES: )?(0x[0-9a-f]+): Sending SIGBUS to (.+):(\\d+) due to hardware memory corruption',
    m => ({action: 'kill', ...byteOf(m[1]), granularityBytes: PAGE_BYTES, ...processOf(m[2], m[3])}),
  ],
  ['[Ss]oft[ _]offline: 0x([0-9a-f]+)\\b[: ] ?(.*)', softOffline],
  ['Soft offline: disabled by /proc/sys/vm/enable_soft_offline', () => ({action: 'soft-offline', result: 'ignored'})],
  ['Soft offlining (?:pfn|page) (?:0x)?([0-9a-f]+) at ', m => ({action: 'soft-offline', ...pageOf(m[1])})],
  [
    'Injecting memory failure (?:at pfn|for pfn|for page|at page) (?:0x)?([0-9a-f]+)\\b',
    m => ({action: 'injection', ...pageOf(m[1])}),
  ],
  ['(?:MCE: Software-unpoisoned|Unpoison:) .*?0x([0-9a-f]+)\\b', m => ({action: 'unpoison', ...pageOf(m[1])})],
  [
    'virtio_balloon \\S+: recovered pfn (?:0x)?([0-9a-f]+)\\b',
    m => ({action: 'unpoison', result: 'recovered', ...pageOf(m[1])}),
  ],
  [
    '(?:RAS: )?.{0,120}\\bisolate page: *(?:0x)?([0-9a-f]+)\\b(?:,? *notify type: *\\w*?(SRAO|SRAR|UCNA|DEFERRED)\\b)?',
    m => ({action: 'note', ...pageOf(m[1]), ...statedClassOf(m[2])}),
  ],
  [
    'memory_failure_event: pfn=(?:0x)?([0-9a-f]+) page_type=(.+) action_result=(\\w+)',
    m => ({action: 'recovery', ...pageOf(m[1]), ...pageTypeOf(m[2]), ...resultOf(m[3])}),
  ],
  [
    'Memory failure: buffer overflow when queuing memory failure at (?:0x)?([0-9a-f]+)\\b',
    m => ({action: 'note', ...pageOf(m[1])}),
  ],
]

/** Every spelling, 2.6.32 to today, the first match wins; each matches from the message's first word. */
export const MEMORY_FAILURE_ROWS: readonly MemoryFailureRow[] = [
  ...AFTER_FRAME.map(([body, read]) => ({
    pattern: new RegExp(`^${FRAME}${body}`),
    read: (match: RegExpExecArray): MemoryFailureFields => ({...read(match), ...pageOf(match[1])}),
  })),
  ...OTHERS.map(([body, read]) => ({pattern: new RegExp(`^${body}`), read})),
  // `keeping poisoned page in swap cache`, `corrupted page was clean: …` and whatever kernels may add.
  {pattern: new RegExp(`^${FRAME}\\S`), read: match => ({action: 'note', ...pageOf(match[1])})},
]
