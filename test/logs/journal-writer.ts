/** One field of an entry: its payload as it stands in the file, and how it is compressed (1 xz, 2 lz4, 4 zstd). */
export interface WrittenField {
  readonly payload: Uint8Array
  readonly compression?: 1 | 2 | 4
}

/** One entry. */
export interface WrittenEntry {
  readonly realtime: bigint
  readonly fields: readonly WrittenField[]
}

const HEADER_BYTES = 256

const INCOMPATIBLE: Readonly<Record<number, number>> = {1: 1, 2: 2, 4: 8}

const padded = (object: Buffer): Buffer => Buffer.concat([object, Buffer.alloc((8 - (object.length % 8)) % 8)])

const objectOf = (type: number, flags: number, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(16)
  head[0] = type
  head[1] = flags
  head.writeBigUInt64LE(BigInt(16 + body.length), 8)
  return Buffer.concat([head, body])
}

const dataOf = ({payload, compression = 0}: {payload: Uint8Array; compression?: number}, compact: boolean): Buffer =>
  objectOf(1, compression, Buffer.concat([Buffer.alloc(compact ? 56 : 48), payload]))

const entryOf = (realtime: bigint, items: readonly number[], compact: boolean): Buffer => {
  const body = Buffer.alloc(48 + items.length * (compact ? 4 : 16))
  body.writeBigUInt64LE(realtime, 8)
  body.fill(0xab, 24, 40)
  for (const [index, offset] of items.entries())
    if (compact) body.writeUInt32LE(offset, 48 + index * 4)
    else body.writeBigUInt64LE(BigInt(offset), 48 + index * 16)
  return objectOf(3, 0, body)
}

/** A journal file of these entries, without the tables that only serve looking up. */
export const writeJournal = (entries: readonly WrittenEntry[], {compact = false, slack = 4096} = {}): Buffer => {
  const objects: Buffer[] = []
  let at = HEADER_BYTES
  let last = 0
  const add = (object: Buffer): number => {
    last = at
    objects.push(padded(object))
    at += padded(object).length
    return last
  }
  for (const {realtime, fields} of entries)
    add(
      entryOf(
        realtime,
        fields.map(field => add(dataOf(field, compact))),
        compact,
      ),
    )
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('LPKSHHRH')
  const flags = entries.flatMap(({fields}) => fields.map(({compression}) => INCOMPATIBLE[compression ?? 0] ?? 0))
  header.writeUInt32LE(
    flags.reduce((all, flag) => all | flag, compact ? 16 : 0),
    12,
  )
  header.writeBigUInt64LE(BigInt(HEADER_BYTES), 88)
  header.writeBigUInt64LE(BigInt(at - HEADER_BYTES + slack), 96)
  header.writeBigUInt64LE(BigInt(last), 136)
  header.writeBigUInt64LE(BigInt(entries.length), 152)
  return Buffer.concat([header, ...objects, Buffer.alloc(slack)])
}
