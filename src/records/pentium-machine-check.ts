import type {LogLine} from '../logs/log-line.js'
import {quoteLines} from './evidence-line.js'
import type {MachineCheckRecord} from './hardware-error-record.js'
import {readHex} from './hex-text.js'

// CPU#0: Machine Check Exception:  0x 7FFFF00 (type 0x       9).
// CPU0: Machine Check Exception.

const PENTIUM = /^CPU#(\d{1,5}): Machine Check Exception:\s+0x\s*([0-9A-F]{1,8}) \(type 0x\s*([0-9A-F]{1,8})\)/
const WINCHIP = /^CPU(\d{1,5}): Machine Check Exception\.$/

/**
 * The record of a CPU older than machine-check banks (Pentium, WinChip): an exception, perhaps with the bus address and
 * cycle type that P5 latches, and no status at all.
 */
export const readPentiumMachineCheck = (
  message: string,
  line: LogLine,
  dialect: string,
): MachineCheckRecord | undefined => {
  const pentium = PENTIUM.exec(message)
  const match = pentium ?? WINCHIP.exec(message)
  if (!match) return undefined
  const addr = pentium?.[2] === undefined ? undefined : readHex(pentium[2])
  return {
    kind: 'machine-check',
    dialect,
    envelope: line.envelope,
    evidence: quoteLines(line),
    cpu: Number(match[1]),
    exception: true,
    ...(addr === undefined ? {} : {addr}),
    ...(pentium ? {reporterSays: [`type 0x${pentium[3]}`]} : {}),
  }
}
