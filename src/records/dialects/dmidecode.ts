import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {EvidenceLine} from '../hardware-error-record.js'

// dmidecode -t 17 (SMBIOS 3.x, structure type 17, Memory Device):
//   Handle 0x0028, DMI type 17, 92 bytes
//   Memory Device
//           Size: 32 GB
//           Locator: P1-DIMMA1
//           Bank Locator: P0_Node0_Channel0_Dimm0
//           Serial Number: 1B2C3D4E
//           Part Number: M393A4K40DB3-CWE
// An empty slot prints `Size: No Module Installed`.

const ID = 'dmidecode'
const DEVICE = 'device'

/** One Memory Device block as far as it was read. */
interface Device {
  readonly line: LogLine
  readonly evidence: readonly EvidenceLine[]
  readonly fields: Readonly<Record<string, string>>
}

const HEAD = /^Memory Device$/
const FIELD = /^([A-Z][A-Za-z -]{2,40}): (\S.*)$/
/** A block of another structure: the device before it is whole. */
const OTHER = /^(?:Handle 0x[0-9A-Fa-f]+, DMI type \d+|End Of Table)/
/** Lines of one block; more are some other text's. */
const MOST_FIELDS = 64

const UNITS: Readonly<Record<string, number>> = {bytes: 2 ** -20, kb: 2 ** -10, mb: 1, gb: 2 ** 10, tb: 2 ** 20}

/** `32 GB`, `32767 MB` → MiB; undefined for empty slots and unknown sizes. */
function sizeOf(text: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,9}) (bytes|kB|MB|GB|TB)$/i.exec(text ?? '') ?? []
  const factor = UNITS[unit.toLowerCase()]
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor
}

const UNSTATED = /^(?:not specified|unknown|no dimm|none|empty|to be filled.*|[0 ]*)$/i

const stated = (text: string | undefined): string | undefined =>
  text === undefined || UNSTATED.test(text.trim()) ? undefined : text.trim()

/** The module of a block; an empty slot is none, a device of another kind (flash) neither. */
function toOutput({line, evidence, fields}: Device): DialectOutput {
  const label = stated(fields.Locator)
  const sizeMiB = sizeOf(fields.Size)
  if (label === undefined || sizeMiB === undefined || sizeMiB === 0 || /flash|rom/i.test(fields.Type ?? '')) return {}
  const [partNumber, serialNumber] = [stated(fields['Part Number']), stated(fields['Serial Number'])]
  return {
    facts: [
      {
        dialect: ID,
        envelope: line.envelope,
        evidence,
        kind: 'fact',
        fact: 'dimm',
        label,
        sizeMiB,
        ...(partNumber === undefined ? {} : {partNumber}),
        ...(serialNumber === undefined ? {} : {serialNumber}),
        text: stated(fields['Bank Locator']) ?? label,
      },
    ],
  }
}

/** Memory modules as SMBIOS lists them: what is installed, under the names on the board. */
export default defineDialect<Device>({
  id: ID,
  title: 'dmidecode: memory modules of SMBIOS',
  literals: ['Memory Device', ' Locator: ', 'Locator: ', 'Size: ', 'Part Number: ', 'Serial Number: ', 'DMI type '],
  samples: ['Memory Device'],
  read(line, open): DialectOutput | undefined {
    const text = line.text.trim()
    const device = open.read(DEVICE)
    if (HEAD.test(text)) {
      open.write(DEVICE, {line, evidence: quoteLines(line), fields: {}})
      return device === undefined ? {} : toOutput(device)
    }
    if (device === undefined) return undefined
    if (OTHER.test(text)) {
      open.drop(DEVICE)
      return toOutput(device)
    }
    const [, name, value] = FIELD.exec(text) ?? []
    if (name === undefined || value === undefined || device.evidence.length > MOST_FIELDS) return undefined
    if (name in device.fields) return undefined
    open.write(DEVICE, {
      ...device,
      evidence: [...device.evidence, ...quoteLines(line)],
      fields: {...device.fields, [name]: value},
    })
    return {}
  },
  close: device => toOutput(device),
})
