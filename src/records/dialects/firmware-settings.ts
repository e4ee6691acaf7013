import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'

// racadm:      MemOpMode=FaultResilientMode
// its profile: <Attribute Name="MemOpMode">MirrorMode</Attribute>
// OneCLI, ASU: MirrorConfiguration.PartialMirrorRatioInBasisPoints=1250
// SUM:         Mirror Mode=02   // *00 (Disabled), 01 (Full Mirror Mode), 02 (Partial Mirror Mode)
//              <Setting name="Mirror Mode" order="1" selectedOption="Full Mirror Mode" type="Option">
// syscfg:      Mirror Mode=01;Options: Disable=00: Full Mirror Mode=01: Partial Mirror Mode=02
// ilorest:     AdvancedMemProtection=MirroredAdvancedEcc
// conrep:      <Section name="Advanced_Memory_Protection" helptext="…">Mirrored_with_Advanced_ECC</Section>

const ID = 'firmware-settings'
const MOST_VALUE = 80

/** Settings of mirroring by their last word, letters and digits alone. */
const NAMES =
  /^(?:memopmode|memorymode|memoryoperatingmode|mirrormode|mirroringmode|fullmirror|fullmirrormode|partialmirror|partialmirrormode|partialmirrorratioinbasispoints|partialmirrorratio|partialmirroruefi|partialmirroruefipercent|partialmirrorpercent|partialmirrorpercentage|memmirrormode|mirrorfailover|mirrorbelow4gb|memorymirroring|memorymirrormode|advancedmemprotection|advancedmemoryprotection|uefiarmmirror|armmirrorpercentage|uefiarmmirrorpercentage|armmirrorbelow4gb|mirrorbelow4gbforarm|frmpercentage|faultresilientmodepercentage)$/

const XML = [
  /^<Attribute Name="([^"]{3,80})">([^<]{1,80})<\/Attribute>/,
  /^<Setting name="([^"]{3,80})"[^>]{0,120}? selectedOption="([^"]{1,80})"/,
  /^<Section name="([^"]{3,80})"[^>]{0,400}>([^<]{1,80})<\/Section>/,
]
const ROW = /^#?([A-Za-z][\w .:-]{2,80}?)\s*=\s*([^\s=][^=]{0,400}.*)$/

const plain = (name: string): string => (name.split(/[.:]/).at(-1) ?? name).toLowerCase().replace(/[^a-z0-9]/g, '')

/** The word for a number, by the choices printed behind it: `02 (Partial Mirror Mode)`, `Partial Mirror Mode=02`. */
function chosen(value: string): string {
  const number = /^([0-9a-f]{1,4})\s*(?:;|\/\/)/i.exec(value)?.[1]
  if (number === undefined) return value
  const behind = new RegExp(String.raw`\*?\b${number} \(([^)]{1,60})\)`).exec(value)?.[1]
  const before = new RegExp(String.raw`([A-Za-z][^:;=]{1,60})=${number}\b`).exec(value)?.[1]
  return (behind ?? before ?? number).trim()
}

function settingIn(text: string): {readonly name: string; readonly value: string} | undefined {
  const [, name, value] = XML.map(form => form.exec(text)).find(match => match !== null) ?? ROW.exec(text) ?? []
  if (name === undefined || value === undefined || !NAMES.test(plain(name))) return undefined
  return {name: name.trim(), value: chosen(value.trim()).slice(0, MOST_VALUE)}
}

const read = (line: LogLine): DialectOutput | undefined => {
  const setting = settingIn(line.text.trim())
  if (setting === undefined) return undefined
  const origin = {dialect: ID, envelope: line.envelope, evidence: quoteLines(line)}
  return {facts: [{...origin, kind: 'fact', fact: 'firmware-setting', ...setting}]}
}

/** Settings of memory mirroring in the dumps of vendors' tools: asked for, not necessarily in force. */
export default defineDialect({
  id: ID,
  title: 'Firmware settings: racadm, OneCLI, SUM, syscfg, ilorest, conrep',
  literals: [
    'MemOpMode',
    'MemoryMode=',
    'MirrorMode',
    'Mirror Mode',
    'FullMirror',
    'Full Mirror',
    'PartialMirror',
    'Partial Mirror',
    'MirrorFail',
    'Mirror Fail',
    'MirrorBelow4G',
    'Mirror Below 4G',
    'Memory Mirroring',
    'ARM Mirror',
    'AdvancedMemProtection',
    'Advanced_Memory_Protection',
    'FrmPercentage',
  ],
  samples: [
    'MemOpMode=FaultResilientMode',
    '<Attribute Name="MemOpMode">MirrorMode</Attribute>',
    'MirrorConfiguration.PartialMirrorRatioInBasisPoints=1250',
    'Mirror Mode=02   // *00 (Disabled), 01 (Full Mirror Mode), 02 (Partial Mirror Mode)',
    '<Setting name="Mirror Mode" order="1" selectedOption="Full Mirror Mode" type="Option">',
    'Mirror Mode=01;Options: Disable=00: Full Mirror Mode=01: Partial Mirror Mode=02',
    'AdvancedMemProtection=MirroredAdvancedEcc',
    '<Section name="Advanced_Memory_Protection" helptext="Memory protection">Mirrored_with_Advanced_ECC</Section>',
  ],
  read,
})
