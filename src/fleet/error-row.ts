import {SEVERITY_ORDER, type Severity} from '../errors/memory-error.js'
import type {DramLocation} from '../records/hardware-error-record.js'
import {isRecord} from '../report/plain-json.js'

/** What the roll-up takes of one error. */
export interface ErrorRow {
  readonly host: string
  readonly severity: Severity
  /** Errors the row stands for; a lower bound. */
  readonly count: number
  readonly time?: string
  readonly dram: DramLocation
  /** Equal for two tellings of one error in different inputs. */
  readonly identity: string
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && isRecord(value) ? value : {}

const DRAM_NUMBERS = ['socket', 'imc', 'channel', 'slot', 'rank', 'subRank', 'chipSelect'] as const

function dramOf(value: unknown): DramLocation {
  const fields = fieldsOf(value)
  const dram: {-readonly [Name in keyof DramLocation]: DramLocation[Name]} = {}
  for (const name of DRAM_NUMBERS) {
    const number = fields[name]
    if (typeof number === 'number') dram[name] = number
  }
  if (typeof fields.label === 'string') dram.label = fields.label
  return dram
}

/** One line of `errors/`; undefined when it is none. */
export function parseErrorRow(line: string): ErrorRow | undefined {
  let row: Fields
  try {
    row = fieldsOf(JSON.parse(line))
  } catch {
    return undefined
  }
  const {host, time, uptimeSeconds, registers, address, dram, occurrences} = row
  const severity = SEVERITY_ORDER.find(word => word === row.severity)
  if (typeof host !== 'string' || severity === undefined) return undefined
  const {count} = fieldsOf(occurrences)
  return {
    host,
    severity,
    count: typeof count === 'number' ? count : 1,
    ...(typeof time === 'string' ? {time} : {}),
    dram: dramOf(dram),
    identity: JSON.stringify([time, uptimeSeconds, severity, registers, address, dram, count]),
  }
}
