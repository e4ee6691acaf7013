import type {EdacEvent} from '../records/hardware-error-record.js'
import {isPatrolQuirk} from './classify-severity.js'
import {decodeMcaCode} from './decode-mca-code.js'
import type {CpuModel} from './define-cpu.js'
import {describeOrigin, type OriginFields} from './describe-origin.js'
import type {Draft} from './draft.js'
import {LINE_BYTES} from './locate-address.js'
import type {MachineContext} from './machine-context.js'
import type {ErrorUnit, McaErrorCode, MemoryError, MirrorEvidence, PhysicalAddress, Severity} from './memory-error.js'
import mciStatus from './registers/ia32-mci-status.js'
import {cpuModelOf} from './signature.js'
import {unitOfCode} from './unit-of-code.js'

/** Driver words for errors on the address and command wires rather than in DRAM contents. */
const WIRES = /addr(?:ess)?\/c(?:om)?m(?:an)?d|address parity|command parity/i
/** Driver words for a mirror that lost one half: ghes_edac's CPER type 11, i7core's `redundacy loss`. */
const BROKEN = /mirror broken|redunda?n?cy loss/i
/** Bank that stands for the memory controller when a driver does not say which bank it read. */
const FIRST_IMC_BANK = 13

const CE_FLAGS = mciStatus.write({VAL: 1n, ADDRV: 1n, MISCV: 1n})
const UE_FLAGS = mciStatus.write({VAL: 1n, UC: 1n, ADDRV: 1n, MISCV: 1n})

/** The STATUS the driver saw, as far as `err_code:MSCOD:MCACOD` and CE or UE give it back. */
const statusOf = ({word, modelCode = 0, mcaCode = 0}: EdacEvent): bigint =>
  (word === 'UE' ? UE_FLAGS : CE_FLAGS) | BigInt(((modelCode & 0xffff) << 16) >>> 0) | BigInt(mcaCode & 0xffff)

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
  if (event.mcaCode === undefined) return 'corrected'
  const {signature} = machine
  const quirk = {
    status: statusOf(event),
    bank: FIRST_IMC_BANK,
    vendor: signature?.vendor ?? 'unknown',
    features: {},
    exception: false,
    ...(signature === undefined ? {} : {signature}),
  } as const
  return isPatrolQuirk(quirk) ? 'ucna' : 'corrected'
}

function remarksOf({overflow, channelMask = 0, area, statedType}: EdacEvent, severity: Severity): readonly string[] {
  const channels = channelMask === 0 ? 0 : [...channelMask.toString(2)].filter(digit => digit === '1').length
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

/** Page and offset are the system's; `grain` is how exactly the driver knows them. */
const addressOf = ({grain = 0}: EdacEvent, value: bigint): PhysicalAddress => ({
  value,
  granularityBytes: grain <= 0 ? LINE_BYTES : grain,
  kind: 'system',
})

/** An EDAC line: the driver's word for class and place, the registers' codes where it prints them. */
export function decodeEdac(event: EdacEvent, machine: MachineContext, cpus: readonly CpuModel[]): MemoryError {
  const cpu = machine.signature === undefined ? undefined : cpuModelOf(machine.signature, cpus)
  const mca = event.mcaCode === undefined ? undefined : decodeMcaCode(event.mcaCode)
  const severity = severityOf(event, machine)
  const remarks = remarksOf(event, severity)
  const isUncorrected = event.word === 'UE'
  const told: Omit<MemoryError, keyof OriginFields> = {
    severity,
    basis: mca === undefined ? 'reporter' : 'registers',
    unit: unitOf(event, mca),
    registers: {},
    flags:
      event.overflow === undefined
        ? {uncorrected: isUncorrected}
        : {uncorrected: isUncorrected, overflow: event.overflow},
    occurrences: {count: event.count, exact: false},
    mirrorEvidence: mirrorOf(event, cpu),
  }
  const error: Draft<MemoryError> = Object.assign(describeOrigin(event), told)
  if (machine.signature !== undefined) error.cpuSignature = machine.signature
  if (cpu !== undefined) error.cpuModel = cpu.id
  if (mca !== undefined) error.mca = mca
  if (event.modelCode !== undefined) error.modelSpecific = {code: hex4(event.modelCode)}
  if (event.address !== undefined) error.address = addressOf(event, event.address)
  if (Object.keys(event.location).length > 0) error.dram = event.location
  if (remarks.length > 0) error.remarks = remarks
  return error
}
