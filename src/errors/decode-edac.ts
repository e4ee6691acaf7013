import type {EdacEvent} from '../records/hardware-error-record.js'
import {isPatrolQuirk} from './classify-severity.js'
import {decodeMcaCode} from './decode-mca-code.js'
import type {CpuModel} from './define-cpu.js'
import {describeOrigin} from './describe-origin.js'
import {LINE_BYTES} from './locate-address.js'
import type {MachineContext} from './machine-context.js'
import type {ErrorUnit, McaErrorCode, MemoryError, MirrorEvidence, Severity} from './memory-error.js'
import mciStatus from './registers/ia32-mci-status.js'
import {cpuModelOf} from './signature.js'
import {unitOfCode} from './unit-of-code.js'

/** Driver words for errors on the address and command wires rather than in DRAM contents. */
const WIRES = /addr(?:ess)?\/c(?:om)?m(?:an)?d|address parity|command parity/i
/** Driver words for a mirror that lost one half: ghes_edac's CPER type 11, i7core's `redundacy loss`. */
const BROKEN = /mirror broken|redunda?n?cy loss/i
/** Bank that stands for the memory controller when a driver does not say which bank it read. */
const FIRST_IMC_BANK = 13

/** The STATUS the driver saw, as far as `err_code:MSCOD:MCACOD` and CE or UE give it back. */
const statusOf = ({word, modelCode = 0, mcaCode = 0}: EdacEvent): bigint =>
  mciStatus.write({
    VAL: 1n,
    UC: word === 'UE' ? 1n : 0n,
    ADDRV: 1n,
    MISCV: 1n,
    MSCOD: BigInt(modelCode),
    MCACOD: BigInt(mcaCode),
  })

/** Names that edac_device drivers give to what they watch; only some of it is memory. */
const CACHE = /cache|\bl[1-3]|[_-]l[1-3]\b/i
const MEMORY = /d?dram|ddr|\bmem(?:ory)?\b|\bu?mc\d*\b/i

function unitOfDevice({name, instance, block}: NonNullable<EdacEvent['device']>): ErrorUnit {
  const words = `${name} ${instance} ${block}`
  if (CACHE.test(words)) return 'cache'
  return MEMORY.test(words) ? 'dram' : 'unknown'
}

function unitOf({message = '', device}: EdacEvent, mca: McaErrorCode | undefined): ErrorUnit {
  if (device !== undefined) return unitOfDevice(device)
  if (WIRES.test(message)) return 'memory-controller'
  return mca === undefined ? 'dram' : unitOfCode(mca)
}

/** Codes kept per model: a storm tells the same few again and again. */
const MOST_CODES = 512
const KNOWN = new WeakMap<CpuModel, Map<bigint, boolean>>()

/** True when some bank of the model reads the code as one of the mirror's second copy. */
function namesSecondCopy(cpu: CpuModel, status: bigint): boolean {
  const codes = KNOWN.get(cpu) ?? new Map<bigint, boolean>()
  KNOWN.set(cpu, codes)
  const known = codes.get(status)
  if (known !== undefined) return known
  const found = cpu.banks.some(
    ({numbers, kind}) => kind.read({bank: numbers[0] ?? 0, status}).mirrorEvidence === 'secondary',
  )
  if (codes.size < MOST_CODES) codes.set(status, found)
  return found
}

/** Codes that name the second copy do so on any bank of the model that knows them; EDAC does not tell the bank. */
function mirrorOf(event: EdacEvent, cpu: CpuModel | undefined): MirrorEvidence {
  if (BROKEN.test(event.message ?? '')) return 'broken'
  if (event.modelCode === undefined || event.mcaCode === undefined) return 'not-reported'
  return cpu !== undefined && namesSecondCopy(cpu, statusOf(event)) ? 'secondary' : 'not-reported'
}

/** Tails of ghes_edac: its `Fatal` is the firmware's; other drivers derive the word from MCG_STATUS, and wrongly. */
const FIRMWARE_TAIL = /APEI location/

function severityOf(event: EdacEvent, machine: MachineContext): Severity {
  const {statedType} = event
  if (statedType === 'deferred' || statedType === 'informational') return statedType
  if (statedType === 'fatal' && FIRMWARE_TAIL.test(event.detail ?? '')) return 'fatal'
  if (event.word === 'UE') return 'uncorrected'
  const {signature} = machine
  const quirk = {
    status: statusOf(event),
    bank: FIRST_IMC_BANK,
    vendor: signature?.vendor ?? 'unknown',
    features: {},
    exception: false,
    ...(signature === undefined ? {} : {signature}),
  } as const
  return event.mcaCode !== undefined && isPatrolQuirk(quirk) ? 'ucna' : 'corrected'
}

function remarksOf({overflow, channelMask = 0, area, statedType}: EdacEvent, severity: Severity): readonly string[] {
  const channels = [...channelMask.toString(2)].filter(digit => digit === '1').length
  return [
    ...(statedType === 'fatal' && severity === 'uncorrected'
      ? ['the driver says Fatal, which it derives from RIPV alone: only that the error is uncorrected is certain']
      : []),
    ...(overflow === true ? ['OVERFLOW: at least one more error was lost'] : []),
    ...(channels === 2 ? ['channel_mask has two bits set: the address may lie in a mirrored set'] : []),
    ...(area !== undefined && area !== 'DRAM' ? [`the driver places the address in ${area}, not in DRAM`] : []),
    ...(severity === 'ucna'
      ? ['printed as corrected, but MSCOD 0x0010 on this CPU is an uncorrected patrol-scrub error']
      : []),
  ]
}

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`

/** An EDAC line: the driver's word for class and place, the registers' codes where it prints them. */
export function decodeEdac(event: EdacEvent, machine: MachineContext, cpus: readonly CpuModel[]): MemoryError {
  const cpu = machine.signature === undefined ? undefined : cpuModelOf(machine.signature, cpus)
  const mca = event.mcaCode === undefined ? undefined : decodeMcaCode(event.mcaCode)
  const severity = severityOf(event, machine)
  const remarks = remarksOf(event, severity)
  const grain = event.grain === undefined || event.grain <= 0 ? LINE_BYTES : event.grain
  return {
    ...describeOrigin(event),
    severity,
    basis: mca === undefined ? 'reporter' : 'registers',
    unit: unitOf(event, mca),
    ...(machine.signature === undefined ? {} : {cpuSignature: machine.signature}),
    ...(cpu === undefined ? {} : {cpuModel: cpu.id}),
    registers: {},
    flags: {uncorrected: event.word === 'UE', ...(event.overflow === undefined ? {} : {overflow: event.overflow})},
    ...(mca === undefined ? {} : {mca}),
    ...(event.modelCode === undefined ? {} : {modelSpecific: {code: hex4(event.modelCode)}}),
    occurrences: {count: event.count, exact: false},
    ...(event.address === undefined
      ? {}
      : {address: {value: event.address, granularityBytes: grain, kind: 'system'} as const}),
    ...(Object.keys(event.location).length === 0 ? {} : {dram: event.location}),
    mirrorEvidence: mirrorOf(event, cpu),
    ...(remarks.length === 0 ? {} : {remarks}),
  }
}
