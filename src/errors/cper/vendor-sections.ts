import {bytes, defineBytes, u8, u16, u32, u64} from '../../bits/define-bytes.js'
import {unitOfPart} from '../../records/cper/vendor-parts.js'
import {decimalFields, given, givenFields, hexFields, knownPlaces, type SectionReader} from './section-reading.js'

const AMPERE_PARTS: Readonly<Record<number, string>> = {
  0: 'CPM',
  1: 'MCU',
  2: 'MESH',
  3: '2P Link(Altra)',
  4: '2P Link(Altra Max)',
  5: 'GIC',
  6: 'SMMU',
  7: 'PCIe AER',
  8: 'PCIe RASDP',
  9: 'OCM',
  10: 'SMPRO',
  11: 'PMPRO',
  12: 'ATF FW',
  13: 'SMPRO FW',
  14: 'PMPRO FW',
  63: 'BERT',
}

const HIP08_PARTS: readonly string[] = ['SMMU', 'HHA', 'PA', 'HLLC', 'DDRC']

/** Parts of the Kunpeng processors in the order of the section's numbers. */
const KUNPENG_PARTS: readonly string[] =
  'MN PLL SLLC AA SIOE POE CPA DISP GIC ITS AVSBUS CS PPU SMMU PA HLLC DDRC L3TAG L3DATA PCS HHA PCIe_Local SAS SATA NIC RoCE USB ZIP HPRE SEC RDE MEE L4D Tsensor ROH BTC HILINK STARS SDMA UC HBMC'
    .split(' ')
    .map(name => name.replace('_', ' '))

const YITIAN_DDR = 0x50

/** Head of Ampere's section; six bits of type, two of the payload's form; two bits of socket above fourteen of instance. */
export const ampereSection = defineBytes({
  id: 'ampere-section',
  name: 'Ampere Specific Error',
  size: 16,
  source: 'rasdaemon, non-standard-ampere.h, struct amp_payload0_type_sec',
  fields: {
    TYPE: u8(0, 'type of part, bits 5:0; form of what follows, bits 7:6'),
    SUBTYPE: u8(1, 'part of the part'),
    INSTANCE: u16(2, 'instance, bits 13:0; socket, bits 15:14'),
    ERR_STATUS: u32(4, 'status, form 0'),
    ERR_ADDR: u64(8, 'address, form 0'),
  },
})

/** Head of HiSilicon's section about SMMU, home agents, links and memory controllers. */
export const hip08Type2Section = defineBytes({
  id: 'hisilicon-hip08-type-2-section',
  name: 'HISI HIP08: OEM Type-2 Error',
  size: 44,
  source: 'rasdaemon, non-standard-hisi_hip08.c, struct hisi_oem_type2_err_sec',
  validBy: 'VALID',
  fields: {
    VALID: u32(0, 'which fields exist'),
    VERSION: u8(4, 'version'),
    SOC: u8(5, 'chip', {validBit: 0}),
    SOCKET: u8(6, 'socket', {validBit: 1}),
    NIMBUS: u8(7, 'I/O die', {validBit: 2}),
    MODULE: u8(8, 'part', {validBit: 3}),
    SUBMODULE: u8(9, 'part of the part', {validBit: 4}),
    SEVERITY: u8(10, '0 recoverable, 1 fatal, 2 corrected, 3 none', {validBit: 5}),
    RESERVED: u8(11, 'reserved'),
    ERR_FR: u64(12, 'features', {validBit: 6}),
    ERR_CTRL: u64(20, 'control', {validBit: 7}),
    ERR_STATUS: u64(28, 'status', {validBit: 8}),
    ERR_ADDR: u64(36, 'address', {validBit: 9}),
  },
})

/** Head of the section that HiSilicon's newer processors use for every part. */
export const hisiliconCommonSection = defineBytes({
  id: 'hisilicon-common-section',
  name: 'Hisilicon Common Error Section',
  size: 28,
  source: 'rasdaemon, non-standard-hisilicon.c, struct hisi_common_error_section',
  validBy: 'VALID',
  fields: {
    VALID: u32(0, 'which fields exist'),
    VERSION: u8(4, 'version'),
    SOC: u8(5, 'chip', {validBit: 0}),
    SOCKET: u8(6, 'socket', {validBit: 1}),
    TOTEM: u8(7, 'compute die', {validBit: 2}),
    NIMBUS: u8(8, 'I/O die', {validBit: 3}),
    SUBSYSTEM: u8(9, 'subsystem', {validBit: 4}),
    MODULE: u8(10, 'part', {validBit: 5}),
    SUBMODULE: u8(11, 'part of the part', {validBit: 6}),
    CORE: u8(12, 'core', {validBit: 7}),
    PORT: u8(13, 'port', {validBit: 8}),
    ERR_TYPE: u16(14, 'kind of error', {validBit: 9}),
    PCIE: bytes(16, 8, 'function, device, segment, bus', {validBit: 10}),
    SEVERITY: u8(24, '0 recoverable, 1 fatal, 2 corrected, 3 none', {validBit: 11}),
    RESERVED: bytes(25, 3, 'reserved'),
  },
})

/** Head of the section of NVIDIA's Grace; pairs of a register's address and value follow. */
export const nvidiaSection = defineBytes({
  id: 'nvidia-section',
  name: 'NVIDIA section',
  size: 32,
  source: 'Linux drivers/acpi/apei/ghes-nvidia.c, struct cper_sec_nvidia',
  fields: {
    SIGNATURE: bytes(0, 16, 'part, as text'),
    ERROR_TYPE: u16(16, 'kind of error'),
    ERROR_INSTANCE: u16(18, 'instance of the part'),
    SEVERITY: u8(20, 'severity, as a number'),
    SOCKET: u8(21, 'socket'),
    NUMBER_REGS: u8(22, 'pairs that follow'),
    RESERVED: u8(23, 'reserved'),
    INSTANCE_BASE: u64(24, 'base address of the instance'),
  },
})

/** `uncorrected` by HiSilicon's severity numbers; undefined for "none" and what is not told. */
const uncorrectedOf = (severity: bigint | undefined): boolean | undefined =>
  severity === undefined || severity > 2n ? undefined : severity < 2n

const partFields = (part: string | undefined, submodule: bigint | undefined) => ({
  ...given('unit', part === undefined ? undefined : unitOfPart(part)),
  ...givenFields({
    ...(part === undefined ? {} : {part}),
    ...(submodule === undefined ? {} : {submodule: `${submodule}`}),
  }),
})

/** Reads Ampere's section as far as its head: the part and the socket. */
export const readAmpereSection: SectionReader = section => {
  const type = ampereSection.number(section, 'TYPE')
  const instance = ampereSection.number(section, 'INSTANCE')
  if (type === undefined || instance === undefined) return undefined
  const part = AMPERE_PARTS[Number(type & 0x3fn)]
  const registers =
    type >> 6n === 0n
      ? {status: ampereSection.number(section, 'ERR_STATUS'), address: ampereSection.number(section, 'ERR_ADDR')}
      : {}
  const {fields, ...told} = partFields(part, ampereSection.number(section, 'SUBTYPE'))
  return {
    ...told,
    ...given('location', knownPlaces({socket: instance >> 14n})),
    fields: {...fields, instance: `${instance & 0x3fffn}`, ...hexFields(registers)},
  }
}

/** A reader of one of HiSilicon's sections, whose part is a number in a list of its own. */
const hisiliconReader =
  (layout: typeof hip08Type2Section | typeof hisiliconCommonSection, parts: readonly string[]): SectionReader =>
  section => {
    if (!layout.fits(section)) return undefined
    const module = layout.number(section, 'MODULE')
    return {
      ...partFields(module === undefined ? undefined : parts[Number(module)], layout.number(section, 'SUBMODULE')),
      ...given('location', knownPlaces({socket: layout.number(section, 'SOCKET')})),
      ...given('uncorrected', uncorrectedOf(layout.number(section, 'SEVERITY'))),
    }
  }

/** Reads HiSilicon's second section type of the Kunpeng 916 and 920. */
export const readHip08Type2Section = hisiliconReader(hip08Type2Section, HIP08_PARTS)

/** Reads the section that HiSilicon's newer processors use for every part. */
export const readHisiliconCommonSection = hisiliconReader(hisiliconCommonSection, KUNPENG_PARTS)

/** Reads the head of Yitian's section: it has one for memory controllers, whose registers it dumps. */
export const readYitianSection: SectionReader = section =>
  section.length < 4 ? undefined : partFields(section[0] === YITIAN_DDR ? 'DDR' : undefined, undefined)

const REGISTER_PAIR = 16

/** A signature's letters up to its first zero byte; undefined where it is no text. */
function signatureText(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes).replace(/\0.*$/s, '')
  return /^[\x21-\x7e](?:[\x20-\x7e]{0,14}[\x21-\x7e])?$/.test(text) ? text : undefined
}

/** Reads the section of NVIDIA's Grace: part, socket, registers; its numbers of severity are not public and stay numbers. */
export const readNvidiaSection: SectionReader = section => {
  const number = (name: 'ERROR_TYPE' | 'ERROR_INSTANCE' | 'SEVERITY' | 'SOCKET' | 'NUMBER_REGS' | 'INSTANCE_BASE') =>
    nvidiaSection.number(section, name)
  const signature = nvidiaSection.slice(section, 'SIGNATURE')
  if (!nvidiaSection.fits(section) || signature === undefined) return undefined
  const view = new DataView(section.buffer, section.byteOffset, section.byteLength)
  const pairs = Math.min(
    Number(number('NUMBER_REGS') ?? 0n),
    Math.floor((section.length - nvidiaSection.size) / REGISTER_PAIR),
  )
  const registers = Array.from({length: pairs}, (_, index) => {
    const at = nvidiaSection.size + index * REGISTER_PAIR
    return [`register 0x${view.getBigUint64(at, true).toString(16)}`, view.getBigUint64(at + 8, true)] as const
  })
  return {
    ...given('location', knownPlaces({socket: number('SOCKET')})),
    fields: {
      ...given('part', signatureText(signature)),
      ...decimalFields({
        'error type': number('ERROR_TYPE'),
        instance: number('ERROR_INSTANCE'),
        severity: number('SEVERITY'),
      }),
      ...hexFields({'instance base': number('INSTANCE_BASE'), ...Object.fromEntries(registers)}),
    },
  }
}
