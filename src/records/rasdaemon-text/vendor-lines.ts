import {severityIn} from '../cper/memory-fields.js'
import {unitOfPart} from '../cper/vendor-parts.js'
import type {CperRecord} from '../hardware-error-record.js'
import {present} from '../present.js'

// What rasdaemon's decoders of makers' own sections print below the event, or behind its length:
//   HISI HIP08: OEM Type-2 Error
//   [ table_version=1 SOC_ID=0 socket_ID=1 nimbus_ID=0 module=DDRC TA DDRC0 error_severity=corrected ]
//   Reg Dump:
//   ERR_FR_0=0x40a5
//   … length: 48 Error Type: MCU
//    Error SubType: ERR0
//    Error Instance: 0x4
//    Processor Socket: 1

/** A clock before the line makes the maker's name a host's. */
const HEADING =
  /^\s*(?:Hisilicon Common Error Section:|(?:HISI HIP\d\d: )?(?:OEM Type-\d Error|PCIe local error)|Reg(?:ister)? Dump:)$/

const LINE =
  /^\s*(?:Extended Register Dump:.*|\[ ?(?:table_)?version=.*\]|[A-Z][A-Za-z0-9_]{1,30}=0x[0-9a-f]+|reg\d{2,3}=0x[0-9a-f]+|Error (?:Type|Sub[Tt]ype|Instance): .*|Processor Socket: .*|(?:Status|Address|MISC\d|[A-Z][A-Z_0-9]{3,30}|Firmware-Specific Data \d|[CU]E [A-Z][a-z]+(?: Register)?|Reserved): 0x[0-9a-f]+)\s*$/

/** True for a line that names a decoder, or what it prints next. */
export const isVendorHeading = (text: string): boolean => HEADING.test(text)

/** True for a line that a decoder prints under its event. */
export const isVendorLine = (text: string): boolean => HEADING.test(text) || LINE.test(text)

const first = (text: string, ...patterns: readonly RegExp[]): string | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]?.trim()
    if (found) return found
  }
  return undefined
}

const PART = [
  /\bmodule=([A-Za-z0-9]+(?: ?Local)?)/,
  /\bError Type: +([^,\n]+)/,
  /^(?:HISI HIP\d\d: )?(PCIe local) error/m,
] as const
const SOCKET = [/\bsocket_id=(\d{1,3})\b/i, /\bProcessor Socket: +(\d{1,3})\b/] as const
const SEVERITY = [/\berr(?:or)?_severity=(\w+)/] as const

const MOST_FIELDS = 60

/** `name=value` and `Name: 0xvalue`, everything a decoder printed. */
const fieldsIn = (text: string): Readonly<Record<string, string>> => {
  const pairs = text.matchAll(
    /(?:^|[\s[,])([A-Za-z][\w-]{0,30})=([^\s\]]+)|(?:^|[\n,] *| {2,})([A-Z]\w*(?:[ -]\w+){0,3}): +(0x[0-9a-f]+|\d+)/g,
  )
  const fields: Record<string, string> = {}
  for (const [, name, value, spelled, number] of [...pairs].slice(0, MOST_FIELDS))
    fields[name ?? spelled ?? ''] = value ?? number ?? ''
  return fields
}

/** What the lines of a decoder say of the section above them: its part, socket, severity, and all they name. */
export const readVendorLines = (
  text: string,
): Partial<Pick<CperRecord, 'unit' | 'location' | 'sectionSeverity' | 'fields'>> => {
  const part = first(text, ...PART)
  const socket = first(text, ...SOCKET)
  const severity = first(text, ...SEVERITY)
  return {
    ...present({
      unit: part === undefined ? undefined : unitOfPart(part),
      location: socket === undefined ? undefined : {socket: Number(socket)},
      sectionSeverity: severity === undefined ? undefined : severityIn(severity),
    }),
    fields: {...fieldsIn(text), ...(part === undefined ? {} : {part})},
  }
}
