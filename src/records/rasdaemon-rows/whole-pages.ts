/** What the first page of an SQLite database says of its size, and how much of it came. */
export interface PageTally {
  /** Bytes that the header announces; undefined where it does not say (SQLite before 3.7). */
  announced?: number | undefined
  /** Bytes that came. */
  bytes: number
}

/** Offsets in the header (SQLite, Database File Format, 1.3), numbers big-endian. */
const PAGE_BYTES_AT = 16
const CHANGES_AT = 24
const PAGES_AT = 28
const VALID_FOR_AT = 92
const HEADER_BYTES = 100

/** The largest page does not fit its 16 bits and is written as 1. */
const LARGEST_PAGE = 65536

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const pageBytesOf = (head: Uint8Array): number => {
  const told = head.length < HEADER_BYTES ? 0 : view(head).getUint16(PAGE_BYTES_AT)
  if (told === 1) return LARGEST_PAGE
  return told >= 512 && Number.isInteger(Math.log2(told)) ? told : 512
}

const announcedIn = (head: Uint8Array): number | undefined => {
  if (head.length < HEADER_BYTES) return Number.POSITIVE_INFINITY
  const header = view(head)
  const pages = header.getUint32(PAGES_AT)
  const isValid = pages > 0 && header.getUint32(CHANGES_AT) === header.getUint32(VALID_FOR_AT)
  return isValid ? pages * pageBytesOf(head) : undefined
}

/** True when less came than the header announces. */
export const isCut = ({announced, bytes}: PageTally): boolean => announced !== undefined && bytes < announced

/** The pages that came whole: half a page would be read as if zeros had been written to the rest of it. */
export async function* wholePages(bytes: AsyncIterable<Uint8Array>, tally: PageTally): AsyncIterable<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0)
  let pageBytes: number | undefined
  for await (const chunk of bytes) {
    tally.bytes += chunk.length
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (pageBytes === undefined && rest.length < HEADER_BYTES) continue
    if (pageBytes === undefined) {
      pageBytes = pageBytesOf(rest)
      tally.announced = announcedIn(rest)
    }
    const whole = rest.length - (rest.length % pageBytes)
    if (whole > 0) yield rest.subarray(0, whole)
    rest = rest.subarray(whole)
  }
  if (pageBytes === undefined) tally.announced = announcedIn(rest)
}
