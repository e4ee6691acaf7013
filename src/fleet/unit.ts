import {createHash} from 'node:crypto'

/** One input of a batch: what is read together and gives one analysis. */
export interface Unit {
  /** 32 hex digits of the SHA-256 of `name`: the same in every shard, whatever the order. No part of a name ever becomes one of a path. */
  readonly id: string
  /** Absolute path of the file or folder; of a log with its rotations the path of the newest. */
  readonly name: string
  /** Absolute paths handed to the analysis. */
  readonly paths: readonly string[]
}

/** SHA-256 of a text as hex digits. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

const ID_DIGITS = 32

/** The unit of one or more paths; the first names it. */
export const unitOf = (name: string, others: readonly string[] = []): Unit => ({
  id: hashText(name).slice(0, ID_DIGITS),
  name,
  paths: [name, ...others],
})

/** One of several jobs that share the work of a batch. */
export interface Shard {
  /** 1 … `of`. */
  readonly index: number
  readonly of: number
}

/** A share as `--shard` takes it, `3/8`; undefined for anything else. */
export function parseShard(text: string): Shard | undefined {
  const [, index, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number)
  return index === undefined || of === undefined || index < 1 || index > of ? undefined : {index, of}
}

/** True when this shard is to read the unit. It hangs on the unit's name alone: new inputs move none of the others. */
export const isInShard = ({id}: Unit, {index, of}: Shard): boolean =>
  Number.parseInt(id.slice(0, 8), 16) % of === index - 1
