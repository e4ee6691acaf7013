import type {CpuModel} from './define-cpu.js'
import type {CpuSignature} from './memory-error.js'
import cpuid from './registers/cpuid-signature.js'

/** Families from here on have an extended model. */
const FIRST_WITH_EXTENDED_MODEL = 6

/**
 * Family, model and stepping of a CPUID.1 EAX value. The extended family counts when the family is 15, the extended
 * model from family 6 on: 6 and 15 in Intel's and AMD's manuals (SDM vol. 2A, CPUID; APM vol. 3, E.3.2), 7 on Zhaoxin
 * (Linux arch/x86/lib/cpu.c).
 */
export function signatureFromCpuid(eax: number, vendor: CpuSignature['vendor']): CpuSignature {
  const raw = BigInt(eax >>> 0)
  const base = cpuid.number(raw, 'FAMILY')
  const family = base === 15 ? base + cpuid.number(raw, 'EXTENDED_FAMILY') : base
  const high = base >= FIRST_WITH_EXTENDED_MODEL ? cpuid.number(raw, 'EXTENDED_MODEL') << 4 : 0
  return {
    vendor,
    signature: eax >>> 0,
    family,
    model: high | cpuid.number(raw, 'MODEL'),
    stepping: cpuid.number(raw, 'STEPPING'),
  }
}

/** The CPUID.1 EAX value of a family, model and stepping; the inverse of `signatureFromCpuid`. */
export function cpuidFromParts(family: number, model: number, stepping: number): number {
  const raw = cpuid.write({
    EXTENDED_FAMILY: BigInt(Math.max(0, family - 15)),
    EXTENDED_MODEL: BigInt(model >> 4),
    FAMILY: BigInt(Math.min(family, 15)),
    MODEL: BigInt(model & 15),
    STEPPING: BigInt(stepping),
  })
  return Number(raw)
}

const claims = ({signatures}: CpuModel, {vendor, family, model, stepping}: CpuSignature): boolean =>
  signatures.some(claim => {
    const [low, high] = claim.steppings ?? [0, 15]
    const same = claim.vendor === vendor && claim.family === family
    return same && (claim.model === undefined || claim.model === model) && stepping >= low && stepping <= high
  })

/** Answers already found, by the list of models that was asked; a log names few signatures, again and again. */
const answers = new WeakMap<readonly CpuModel[], Map<string, CpuModel | undefined>>()
const MOST_ANSWERS = 256

/** The contributed model that claims the signature, or undefined: then only the architectural decode applies. */
export function cpuModelOf(signature: CpuSignature, cpus: readonly CpuModel[]): CpuModel | undefined {
  const known = answers.get(cpus) ?? new Map<string, CpuModel | undefined>()
  answers.set(cpus, known)
  const key = `${signature.vendor} ${signature.family} ${signature.model} ${signature.stepping}`
  if (known.has(key)) return known.get(key)
  const found = cpus.find(cpu => claims(cpu, signature))
  if (known.size >= MOST_ANSWERS) known.clear()
  known.set(key, found)
  return found
}

/**
 * Vendor by the decimal index the kernel prints in `PROCESSOR 0:50654` (arch/x86/include/asm/processor.h). Centaur, 5, is
 * the name that Zhaoxin's processors still carry beside their own.
 */
export const VENDOR_BY_INDEX: Readonly<Record<number, CpuSignature['vendor']>> = {
  0: 'intel',
  2: 'amd',
  5: 'zhaoxin',
  9: 'hygon',
  10: 'zhaoxin',
}

/** Diamond Rapids; AMD has no family 13h. */
const INTEL_FAMILY = 0x13

/**
 * Vendor of a CPUID signature that nobody named: base family 15 with an extended family is AMD's but for 13h, family
 * 18h Hygon's, everything else Intel's.
 */
export function guessVendor(eax: number): CpuSignature['vendor'] {
  const {family} = signatureFromCpuid(eax, 'unknown')
  if (family === 0x18) return 'hygon'
  return family > 0xf && family !== INTEL_FAMILY ? 'amd' : 'intel'
}
