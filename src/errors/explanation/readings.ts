import {isAmdLike, isSmca, knowsRecovery} from '../cpu-features.js'
import type {RegisterSet} from '../register-set.js'
import mcgCap from '../registers/ia32-mcg-cap.js'
import mcgStatus from '../registers/ia32-mcg-status.js'
import mciStatus from '../registers/ia32-mci-status.js'
import type {RegisterInput} from './register-input.js'

/** What one circumstance was taken for, and why: stated, read from a register, or assumed. */
export interface Reading {
  readonly name: string
  readonly value: string
  readonly because: string
}

const reading = (name: string, value: string, because: string): Reading => ({name, value, because})
const yesNo = (value: boolean | undefined): string => (value === undefined ? 'not known' : value ? 'yes' : 'no')

function cpu({vendor, signature}: RegisterSet, input: RegisterInput): Reading {
  if (signature === undefined) {
    const because = input.vendor === undefined ? 'as the registers are filled; name the CPU for more' : 'stated'
    return reading(
      'CPU',
      vendor === 'unknown' ? 'not known' : vendor,
      vendor === 'unknown' ? 'nothing names it' : because,
    )
  }
  const {family, model, stepping} = signature
  const parts = [family, model, stepping].map(part => `0x${part.toString(16)}`)
  return reading('CPU', `${vendor}, family ${parts[0]}, model ${parts[1]}, stepping ${parts[2]}`, 'the CPUID signature')
}

function recovery({features, signature, mcgcap, status}: RegisterSet, {features: stated}: RegisterInput): Reading {
  const name = 'Software error recovery'
  if (stated?.ser !== undefined) return reading(name, yesNo(stated.ser), 'stated')
  if (features.ser === undefined) {
    const signals = mciStatus.has(status, 'S') || mciStatus.has(status, 'AR')
    return signals
      ? reading(name, 'yes', 'assumed: S or AR is set, which mean this only with MCG_SER_P')
      : reading(name, 'no', 'assumed: neither MCG_CAP nor the CPU model tells; MCG_SER_P would change the grade')
  }
  const byCap = mcgcap !== undefined && mcgcap !== 0n && knowsRecovery(signature, mcgcap) === features.ser
  const bit = byCap && mcgCap.has(mcgcap ?? 0n, 'MCG_SER_P') ? '1' : '0'
  return reading(name, yesNo(features.ser), byCap ? `MCG_CAP, MCG_SER_P=${bit}` : 'the CPU model')
}

function amdAbilities({features, signature, ipid}: RegisterSet): readonly Reading[] {
  const smca = isSmca(signature, ipid)
  const assumed = smca ? 'assumed: CPUs with scalable MCA have it' : 'assumed: older families do not report it'
  const ability = (name: string, value: boolean | undefined): Reading =>
    reading(name, yesNo(value ?? smca), value === undefined ? assumed : 'stated')
  return [ability('SUCCOR', features.succor), ability('Overflow recovery', features.overflowRecovery)]
}

const CONTEXTS: Readonly<Record<RegisterSet['context'], string>> = {
  user: 'user code',
  kernel: 'kernel code',
  'kernel-copy-mc': 'a machine-check safe copy of the kernel',
  'kernel-copy-from-user': 'a copy of the kernel from user space',
}

function interrupted({context, cs, symbol}: RegisterSet, input: RegisterInput): Reading {
  const name = 'Interrupted'
  if (input.context !== undefined) return reading(name, CONTEXTS[context], 'stated')
  if (context === 'user') return reading(name, CONTEXTS.user, `CS 0x${(cs ?? 0n).toString(16)} is of privilege level 3`)
  if (context !== 'kernel') return reading(name, CONTEXTS[context], `the function ${symbol ?? ''}`)
  return cs === undefined || cs === 0n
    ? reading(name, CONTEXTS.kernel, 'assumed, as the kernel does: no code segment is known')
    : reading(name, CONTEXTS.kernel, `CS 0x${cs.toString(16)} is not of privilege level 3`)
}

function notice({exception, mcgstatus}: RegisterSet, input: RegisterInput): Reading {
  const value = exception ? 'a machine-check exception' : 'polling or a corrected-error interrupt'
  if (input.notify !== undefined) return reading('Told by', value, 'stated')
  if (mcgstatus === undefined) return reading('Told by', value, 'assumed: MCG_STATUS is not given')
  return reading('Told by', value, exception ? 'MCG_STATUS has MCIP=1' : 'MCG_STATUS has MCIP=0')
}

/** Sandy Bridge-EP, whose instruction-fetch unit reports with RIPV=EIPV=0 in bank 0. */
const SANDY_BRIDGE_EP = 0x2d
const FETCH = {status: mciStatus.write({UC: 1n, EN: 1n, MISCV: 1n, ADDRV: 1n, S: 1n, AR: 1n, MCACOD: 0x150n})}
const FETCH_MASK = FETCH.status | mciStatus.write({OVER: 1n, PCC: 1n, MCACOD: 0xefffn})
const INSTRUCTION_FETCH_UNIT = 1
const ZEN = [0x17, 0x19] as const

/** Repairs some kernels make to the registers before they grade them. */
function quirks({signature, bank, status, mcgstatus, exception, vendor}: RegisterSet): readonly Reading[] {
  if (signature === undefined || !exception) return []
  const lost = !mcgStatus.has(mcgstatus ?? 0n, 'RIPV') && !mcgStatus.has(mcgstatus ?? 0n, 'EIPV')
  const name = 'Kernel’s repair'
  if (vendor === 'intel' && signature.family === 6 && signature.model === SANDY_BRIDGE_EP)
    return bank === 0 && lost && (status & FETCH_MASK) === FETCH.status
      ? [
          reading(
            name,
            'EIPV and the code segment',
            'kernels from 3.6 on set them for this record of Sandy Bridge-EP before they grade it; give mcgstatus with EIPV=1 and the context',
          ),
        ]
      : []
  const isZen = vendor === 'amd' && ZEN.some(family => family === signature.family)
  return isZen && bank === INSTRUCTION_FETCH_UNIT && lost && (status & (1n << 43n)) !== 0n
    ? [
        reading(
          name,
          'the code segment',
          'kernels from 5.16 on restore it for poison in the instruction-fetch bank of Zen before they grade it; give the context',
        ),
      ]
    : []
}

/** Everything the grades and the severity rest on, with its source. */
export function readingsOf(set: RegisterSet, input: RegisterInput): readonly Reading[] {
  const missing =
    set.mcgstatus === undefined && set.exception
      ? [reading('MCG_STATUS', '0x0', 'assumed: it is not given, and rows ask for it')]
      : []
  const abilities = isAmdLike(set.vendor) ? amdAbilities(set) : [recovery(set, input)]
  return [cpu(set, input), ...abilities, interrupted(set, input), notice(set, input), ...missing, ...quirks(set)]
}
