import {isAmdLike} from './cpu-features.js'
import {decodeMcaCode, isMemoryCode} from './decode-mca-code.js'
import type {BankKind, BankReading, CpuModel} from './define-cpu.js'
import {type AddressReading, defaultRule, locateIntel, locateLegacyAmd, locateSmca} from './locate-address.js'
import type {McaErrorCode, MirrorEvidence} from './memory-error.js'
import {layoutOf, type RegisterSet} from './register-set.js'
import mciStatus from './registers/ia32-mci-status.js'
import {cpuModelOf} from './signature.js'
import {unitOfCode} from './unit-of-code.js'

/** What bank and model make of a register set. */
export interface BankDecode {
  readonly mca: McaErrorCode
  readonly reading: BankReading
  readonly cpu?: CpuModel
  readonly kind?: BankKind
  readonly address: AddressReading
}

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`

/**
 * Mirroring on banks no contribution describes: a memory code of an Intel server may hide mirror bits in a layout that
 * is not public; elsewhere there is no field for it.
 */
function undescribedEvidence(set: RegisterSet, mca: McaErrorCode, cpu: CpuModel | undefined): MirrorEvidence {
  if (set.vendor !== 'intel' || !isMemoryCode(mca)) return 'not-reported'
  if (cpu !== undefined) return cpu.otherBanks
  return set.features.ser === false ? 'not-reported' : 'undecoded'
}

function architectural(set: RegisterSet, mca: McaErrorCode, cpu: CpuModel | undefined): BankReading {
  const mscod = mciStatus.number(set.status, 'MSCOD')
  const modelSpecific = isAmdLike(set.vendor) ? {} : {modelSpecific: {code: hex4(mscod)}}
  const dram = isMemoryCode(mca) && mca.channel !== undefined ? {dram: {channel: mca.channel}} : {}
  const smca = layoutOf(set) === 'amd-smca'
  const unit = smca ? 'unknown' : unitOfCode(mca)
  return {unit, ...modelSpecific, ...dram, mirrorEvidence: undescribedEvidence(set, mca, cpu)}
}

function locate(set: RegisterSet, {addressKind}: BankReading): AddressReading {
  const rule = addressKind === undefined ? defaultRule(set.vendor) : {kind: addressKind}
  const layout = layoutOf(set)
  if (layout === 'amd-smca') return locateSmca(set, rule ?? {kind: 'unknown'}, set.signature?.family)
  if (layout === 'amd-legacy') return locateLegacyAmd(set, rule ?? {kind: 'unknown'})
  return set.vendor === 'unknown' ? locateIntel(set, rule ?? {kind: 'unknown'}) : locateIntel(set, rule)
}

/** Kinds of bank that a layout alone proves: MCA_IPID says what a scalable bank is, and bank 4 was the northbridge. */
function kindByLayout(set: RegisterSet): string | undefined {
  const layout = layoutOf(set)
  if (layout === 'amd-smca') return 'amd-smca'
  return layout === 'amd-legacy' && set.bank === 4 ? 'amd-northbridge' : undefined
}

/** The kind of bank a CPU model has at that number; without a model, what the layout proves. */
function bankKindOf(set: RegisterSet, cpu: CpuModel | undefined, cpus: readonly CpuModel[]): BankKind | undefined {
  const {bank} = set
  const listed = bank === undefined ? undefined : cpu?.banks.find(entry => entry.numbers.includes(bank))?.kind
  const proven = listed === undefined ? kindByLayout(set) : undefined
  return proven === undefined ? listed : cpus.flatMap(({banks}) => banks).find(({kind}) => kind.id === proven)?.kind
}

const withBank = (set: RegisterSet): set is RegisterSet & {readonly bank: number} => set.bank !== undefined

/** Decodes a register set by its CPU's bank kinds; unknown CPUs and banks stay architectural. */
export function readBank(set: RegisterSet, cpus: readonly CpuModel[]): BankDecode {
  const layout = layoutOf(set)
  const code = mciStatus.number(set.status, 'MCACOD')
  const mca = decodeMcaCode(code, layout === 'intel' ? 'intel' : 'amd')
  const cpu = set.signature === undefined ? undefined : cpuModelOf(set.signature, cpus)
  const kind = bankKindOf(set, cpu, cpus)
  const reading = kind === undefined ? architectural(set, mca, cpu) : kind.read(withBank(set) ? set : {...set, bank: 0})
  const found = cpu === undefined ? {} : {cpu}
  return {mca, reading, ...found, ...(kind === undefined ? {} : {kind}), address: locate(set, reading)}
}
