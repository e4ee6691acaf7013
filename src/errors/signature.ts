import type {CpuModel} from './define-cpu.js'
import type {CpuSignature} from './memory-error.js'
import cpuid from './registers/cpuid-signature.js'

/**
 * Family, model and stepping of a CPUID.1 EAX value. The extended family counts when the family is 15, the extended
 * model when it is 6 or 15 (SDM vol. 2A, CPUID; APM vol. 3, E.3.2).
 */
export function signatureFromCpuid(eax: number, vendor: CpuSignature['vendor']): CpuSignature {
  const raw = BigInt(eax >>> 0)
  const base = cpuid.number(raw, 'FAMILY')
  const family = base === 15 ? base + cpuid.number(raw, 'EXTENDED_FAMILY') : base
  const high = base === 6 || base === 15 ? cpuid.number(raw, 'EXTENDED_MODEL') << 4 : 0
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

/** The contributed model that claims the signature, or undefined: then only the architectural decode applies. */
export const cpuModelOf = (signature: CpuSignature, cpus: readonly CpuModel[]): CpuModel | undefined =>
  cpus.find(cpu =>
    cpu.signatures.some(({vendor, family, model, steppings: [low, high] = [0, 15]}) => {
      const same = vendor === signature.vendor && family === signature.family
      const fits = same && (model === undefined || model === signature.model)
      return fits && signature.stepping >= low && signature.stepping <= high
    }),
  )

/** Vendor by the decimal index the kernel prints in `PROCESSOR 0:50654` (arch/x86/include/asm/processor.h). */
export const VENDOR_BY_INDEX: Readonly<Record<number, CpuSignature['vendor']>> = {
  0: 'intel',
  2: 'amd',
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
