import {stamped} from './machine.js'

/** A memory section as `cper_print_mem` prints it (drivers/firmware/efi/cper.c). */
export interface FirmwareRecord {
  readonly addr: number
  readonly mask?: string
  readonly severity: 'corrected' | 'recoverable' | 'fatal'
  readonly type: string
  readonly at: number
  readonly place?: string
}

/** One record of firmware through APEI. */
export const firmwareRecord = ({addr, mask, severity, type, at, place}: FirmwareRecord): string =>
  stamped(
    at,
    [
      'Hardware error from APEI Generic Hardware Error Source: 0',
      ...(severity === 'corrected' ? ['It has been corrected by h/w and requires no further action'] : []),
      `event severity: ${severity}`,
      ` Error 0, type: ${severity}`,
      '  section_type: memory error',
      '   error_status: Storage error in DRAM memory (0x0000000000000400)',
      `  physical_address: 0x${addr.toString(16).padStart(16, '0')}`,
      ...(mask === undefined ? [] : [`  physical_address_mask: ${mask}`]),
      `  node:0 ${place ?? 'card:0 module:0'} rank:0 bank:3 device:5 row:16144 column:136 `,
      `  error_type: ${type}`,
      '  DIMM location: not present. DMI handle: 0x1101 ',
    ].map(line => `{${Math.round(at)}}[Hardware Error]: ${line}`),
  )

/** The kernel's lines as a system log keeps them: wall clock, host, program. */
export const inSystemLog = (kernelLog: string, host: string, booted: number): string =>
  kernelLog.replace(/^\[ *(\d+\.\d+)\] (.*)$/gm, (line, uptime: string) => {
    const stamp = new Date((booted + Number(uptime)) * 1000).toISOString().replace('Z', '000+00:00')
    return `${stamp} ${host} kernel: ${line}`
  })
