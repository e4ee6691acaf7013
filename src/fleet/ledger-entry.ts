import {isRecord} from '../report/plain-json.js'
import type {UnitStamp} from './stamp-unit.js'

/** How reading an input ended: whole, in part, not at all, or mirrorcheck itself broke down over it. */
export type Reading = 'read' | 'partly-read' | 'not-read' | 'broke-down'

const READINGS: readonly Reading[] = ['read', 'partly-read', 'not-read', 'broke-down']

/** The tables and documents of a dataset; each is a folder of it. */
export const PART_KINDS = ['analyses', 'hosts', 'incidents', 'errors'] as const

/** A table or document of the dataset. */
export type PartKind = (typeof PART_KINDS)[number]

/** A file of the dataset. */
export interface Part {
  /** Path below the dataset's folder, `errors/3f/3f9c…-8a1b….ndjson`. */
  readonly file: string
  readonly bytes: number
}

/** What the ledger keeps of a host of a unit. */
export interface LedgerHost {
  readonly id: string
  readonly errors: number
  readonly incidents: number
  readonly outages: number
}

/** What is known of an input without reading its analysis; the file `ledger/3f/3f9c….json`. */
export interface LedgerEntry {
  readonly schema: 'mirrorcheck/ledger/1'
  /** Id of the unit. */
  readonly unit: string
  /** Absolute path of the input; under pseudonyms where redacted. */
  readonly name: string
  /** True when names stand under pseudonyms, here and in the files. */
  readonly redacted?: true
  /** SHA-256 of the version and of every option that an analysis hangs on. */
  readonly settings: string
  readonly stamp: UnitStamp
  /** SHA-256 of the content as it lies on the disk. */
  readonly content: string
  /** True when a log without years took its year from the file's time of change, so that the analysis hangs on that too. */
  readonly datedByFile?: true
  readonly reading: Reading
  /** What could not be read, and why; the first few. */
  readonly problems: readonly string[]
  /** Hosts with errors, the worst first; at most `MOST_HOSTS`. */
  readonly worst: readonly LedgerHost[]
  readonly hosts: number
  readonly errors: number
  readonly incidents: number
  readonly outages: number
  readonly parts: Readonly<Partial<Record<PartKind, Part>>>
}

/** Hosts of one unit that its entry lists. */
export const MOST_HOSTS = 20

type Fields = Readonly<Record<string, unknown>>

const asFields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && isRecord(value) ? value : undefined

const isPart = (value: unknown): value is Part => {
  const fields = asFields(value)
  return typeof fields?.file === 'string' && typeof fields.bytes === 'number' && !fields.file.includes('..')
}

const isWhole = (fields: Fields): boolean => {
  const stamp = asFields(fields.stamp)
  const parts = asFields(fields.parts)
  return (
    fields.schema === 'mirrorcheck/ledger/1' &&
    ['unit', 'name', 'settings', 'content'].every(name => typeof fields[name] === 'string') &&
    ['hosts', 'errors', 'incidents', 'outages'].every(name => typeof fields[name] === 'number') &&
    typeof stamp?.sha256 === 'string' &&
    READINGS.some(reading => reading === fields.reading) &&
    Array.isArray(fields.problems) &&
    Array.isArray(fields.worst) &&
    parts !== undefined &&
    Object.values(parts).every(isPart)
  )
}

const isEntry = (value: unknown): value is LedgerEntry => {
  const fields = asFields(value)
  return fields !== undefined && isWhole(fields)
}

/** The entry behind the text of its file; undefined when it is none, as after a power cut. */
export function parseEntry(text: string): LedgerEntry | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isEntry(value) ? value : undefined
  } catch {
    return undefined
  }
}
