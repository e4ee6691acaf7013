import type {MemoryError} from '../errors/memory-error.js'
import {padCells} from './cells.js'
import {errorFacts, registerFacts} from './error-facts.js'
import {dateTime, printable, shorten} from './format.js'
import {isAsIs} from './language/as-is.js'
import {asWritten, type Say} from './language/speaker.js'
import {SEVERITY_SHORT, UNITS} from './words.js'

const NAME_WIDTH = 22

/** What the error is, in a few words; what nobody told is left out. */
function nature({severity, unit}: MemoryError): string {
  const words = [severity === 'unknown' ? '' : SEVERITY_SHORT[severity], unit === 'unknown' ? '' : UNITS[unit]]
  return [...words.filter(word => word !== ''), 'error'].join(' ')
}

/** The CPU that the registers were read for, or that nobody knows it; undefined where there are no registers to read. */
function cpuRow({cpuModel, cpuSignature, registers}: MemoryError): string | undefined {
  const id = cpuSignature === undefined ? '' : `CPUID 0x${cpuSignature.signature.toString(16)}`
  if (cpuModel !== undefined) return id === '' ? cpuModel : `${cpuModel} (${id})`
  if (registers.status === undefined) return undefined
  if (id !== '') return `${id}, whose banks are not described here: only what all CPUs of its maker share was decoded`
  return 'not told: only what all CPUs share was decoded; --cpu 0x50654 would say which it was'
}

/** One decoded error as text for a terminal, a heading line and one line a fact; log text is made harmless. */
export function describeError(error: MemoryError, say: Say = asWritten): string {
  const when = dateTime(error.time, error.timeBasis, error.uptimeSeconds)
  const where = error.host === '' ? '' : ` on ${shorten(printable(error.host), 60)}`
  const first = error.positions[0]
  const line = first === undefined ? '' : `, line ${first.line}`
  const heading = say(`${error.id} ${nature(error)}${where}, ${when}${line}`)
  const registers = registerFacts(error)
    .map(([name, value]) => `${name} ${value}`)
    .join('  ')
  const cpu = cpuRow(error)
  const facts = [
    ...errorFacts(error),
    ...(cpu === undefined ? [] : [['CPU', cpu] as const]),
    ...(registers === '' ? [] : [['Registers', registers] as const]),
  ]
  const rows = facts.map(([name, value]) => {
    const told = shorten(value, 400)
    return `  ${padCells(say(name), NAME_WIDTH)} ${printable(isAsIs(name) ? told : say(told))}`
  })
  return [heading, ...rows].join('\n')
}
