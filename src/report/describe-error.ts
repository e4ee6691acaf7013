import type {MemoryError} from '../errors/memory-error.js'
import {errorFacts, registerFacts} from './error-facts.js'
import {dateTime, printable, shorten} from './format.js'
import {SEVERITY_SHORT, UNITS} from './words.js'

const NAME_WIDTH = 22

/** One decoded error as text for a terminal, a heading line and one line a fact; log text is made harmless. */
export function describeError(error: MemoryError): string {
  const when = dateTime(error.time, error.timeBasis, error.uptimeSeconds)
  const where = error.host === '' ? '' : ` on ${shorten(printable(error.host), 60)}`
  const first = error.positions[0]
  const line = first === undefined ? '' : `, line ${first.line}`
  const heading = `${error.id} ${SEVERITY_SHORT[error.severity]} ${UNITS[error.unit]} error${where}, ${when}${line}`
  const registers = registerFacts(error)
    .map(([name, value]) => `${name} ${value}`)
    .join('  ')
  const facts = [...errorFacts(error), ...(registers === '' ? [] : [['Registers', registers] as const])]
  const rows = facts.map(([name, value]) => `  ${name.padEnd(NAME_WIDTH)} ${printable(shorten(value, 400))}`)
  return [heading, ...rows].join('\n')
}
