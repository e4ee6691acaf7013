import {readLedger} from '../fleet/dataset-folder.js'
import type {UnitRedaction} from '../fleet/redact-unit.js'
import {newKey, type PrivateMap} from '../io/redact-map.js'
import {isKeyed} from '../report/redact/keyed-names.js'
import type {RedactMap} from '../report/redact/pseudonyms.js'
import type {BaseCommand} from './_base-command.js'
import {asksForIt, keepMap, type RedactFlags, readMap} from './_redact.js'

/** The redaction of one run of `batch`, and the private map that grows with it. */
export interface BatchRedaction {
  readonly redact: UnitRedaction
  /** Takes who is behind the pseudonyms of one input. */
  readonly keepNames: (names: RedactMap) => Promise<void>
  /** Writes the map when all is done. */
  readonly end: () => Promise<void>
}

/** Inputs after which the map is written anew: it may grow long, and names can be found again with the key. */
const OFTEN = 100

/** Names with pseudonyms that no key made: the owner wrote them. */
const byHand = (names: RedactMap): RedactMap =>
  Object.fromEntries(
    Object.entries(names).flatMap(([kind, shelf]) => {
      const own = Object.entries(shelf).filter(([, pseudonym]) => !isKeyed(pseudonym))
      return own.length === 0 ? [] : [[kind, Object.fromEntries(own)]]
    }),
  )

/** A dataset that names somebody is not written on: what stands in it would stay. */
async function refuseOpen(command: BaseCommand, out: string): Promise<void> {
  for await (const {redacted} of readLedger(out))
    if (redacted !== true)
      command.refuse(`${out} holds analyses with names in them: name a new or empty folder with --out to redact into`)
}

/** How a batch is redacted, where the flags ask for it; the key is kept before anything is written under it. */
export async function batchRedaction(
  command: BaseCommand,
  flags: RedactFlags & {readonly out: string},
): Promise<BatchRedaction | undefined> {
  if (!asksForIt(flags)) return undefined
  const path = flags['redact-map']
  if (path === undefined)
    return command.refuse('a dataset is redacted with a private map: name the file with --redact-map FILE')
  await refuseOpen(command, flags.out)
  const before = await readMap(command, path)
  const key = before?.key ?? newKey()
  const shelves = new Map<string, Map<string, string>>()
  const add = (more: RedactMap): void => {
    for (const [kind, shelf] of Object.entries(more)) {
      const own = shelves.get(kind) ?? new Map<string, string>()
      shelves.set(kind, own)
      for (const [name, pseudonym] of Object.entries(shelf)) own.set(name, pseudonym)
    }
  }
  const names = (): RedactMap => Object.fromEntries([...shelves].map(([kind, own]) => [kind, Object.fromEntries(own)]))
  add(before?.names ?? {})
  const put = (): Promise<void> => keepMap(command, path, {names: names(), key} satisfies PrivateMap)
  let written = Promise.resolve()
  /** Inputs are settled beside each other, but the map is one file. */
  const write = (): Promise<void> => {
    written = written.then(put, put)
    return written
  }
  await write()
  let count = 0
  return {
    redact: {key, processes: flags['redact-processes'] === true, names: byHand(names())},
    async keepNames(more) {
      add(more)
      count += 1
      if (count < OFTEN || count % OFTEN === 0) await write()
    },
    end: write,
  }
}
