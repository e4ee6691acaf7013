import type {Stretch} from './_tar-header.js'

/** Extended header of one member or of all that follow (POSIX.1-2001 pax), as far as it changes what is read. */
export interface PaxFields {
  readonly path?: string
  readonly size?: number
  readonly mtimeMs?: number
  /** GNU sparse 0.0 and 0.1: the map itself; 1.0: it stands in front of the data. */
  readonly sparse?: {readonly stretches: readonly Stretch[] | 'in-data'; readonly size: number}
}

const TEXT = new TextDecoder()

/** `25 key=value\n` one after the other, in order: GNU sparse 0.0 repeats keys. Stops where there is no record. */
const recordsIn = (bytes: Uint8Array): readonly (readonly [string, string])[] => {
  const records: (readonly [string, string])[] = []
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(32, at)
    const length = blank < 0 || blank - at > 20 ? Number.NaN : Number(TEXT.decode(bytes.subarray(at, blank)))
    if (!Number.isInteger(length) || length < 5 || at + length > bytes.length) break
    const text = TEXT.decode(bytes.subarray(blank + 1, at + length - 1))
    const equals = text.indexOf('=')
    if (equals > 0) records.push([text.slice(0, equals), text.slice(equals + 1)])
    at += length
  }
  return records
}

const inPairs = (numbers: readonly number[]): readonly Stretch[] =>
  numbers.flatMap((offset, at) => (at % 2 === 0 ? [{offset, bytes: numbers[at + 1] ?? 0}] : []))

const sparseOf = (records: readonly (readonly [string, string])[]): Pick<PaxFields, 'sparse'> => {
  const last = new Map(records)
  const size = Number(last.get('GNU.sparse.realsize') ?? last.get('GNU.sparse.size') ?? Number.NaN)
  if (last.get('GNU.sparse.major') === '1') return {sparse: {stretches: 'in-data', size}}
  const map = last.get('GNU.sparse.map')
  if (map !== undefined) return {sparse: {stretches: inPairs(map.split(',').map(Number)), size}}
  const pairs = records.filter(([key]) => key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes')
  return pairs.length === 0 ? {} : {sparse: {stretches: inPairs(pairs.map(([, value]) => Number(value))), size}}
}

/** The fields that an extended header sets. */
export const readPaxFields = (bytes: Uint8Array): PaxFields => {
  const records = recordsIn(bytes)
  const last = new Map(records)
  const path = last.get('GNU.sparse.name') ?? last.get('path')
  const size = last.get('size')
  const mtime = Number(last.get('mtime') ?? Number.NaN)
  return {
    ...(path === undefined ? {} : {path}),
    ...(size === undefined ? {} : {size: Number(size)}),
    ...(Number.isNaN(mtime) ? {} : {mtimeMs: mtime * 1000}),
    ...sparseOf(records),
  }
}
