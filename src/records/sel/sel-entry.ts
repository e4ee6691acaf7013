import type {LogTime} from '../../logs/log-line.js'

/** One entry of a System Event Log, whatever tool printed it; texts as printed. */
export interface SelEntry {
  /** The record's number as printed: hexadecimal by ipmitool, decimal by FreeIPMI. */
  readonly id: string
  /** Absent before the controller's clock was set. */
  readonly time?: LogTime
  /** Seconds since the controller started, where its clock was not set (`Pre-Init`). */
  readonly preInitSeconds?: number
  /** Sensor type and name together: `Memory Mmry ECC Sensor`, `Memory #0x02`. */
  readonly sensor: string
  /** IPMI's sensor type where the text shows it. */
  readonly type?: string
  readonly event: string
  readonly asserted: boolean
  /** Event data bytes 1 to 3. */
  readonly bytes?: readonly [number, number, number]
  /** Everything that was printed. */
  readonly fields: Readonly<Record<string, string>>
}

/** IPMI sensor types by the words tools print (IPMI 2.0, table 42-3), as far as they tell memory, CPUs and boots apart. */
const TYPES = [
  'Memory',
  'Processor',
  'System Firmware Progress',
  'System Firmware Error',
  'System Firmware',
  'System Event',
  'System Boot',
  'OS Boot',
  'OS Critical Stop',
  'OS Stop/Shutdown',
  'Critical Interrupt',
  'Event Logging Disabled',
  'Power Supply',
  'Power Unit',
  'Watchdog 1',
  'Watchdog 2',
  'Temperature',
  'Voltage',
  'Fan',
] as const

/** The sensor type a text begins with. */
export const sensorTypeOf = (text: string): string | undefined =>
  TYPES.find(type => text.toLowerCase().startsWith(type.toLowerCase()) && !/^\w/.test(text.slice(type.length)))

/** A record number as every form of one tool's output has it: lower case, no leading zeros. */
export const shortId = (text: string): string => text.toLowerCase().replace(/^(?:0x)?0*(?=.)/, '')
