import type {CpuSignature} from './memory-error.js'
import {guessVendor, signatureFromCpuid} from './signature.js'

const VENDORS = ['intel', 'amd', 'hygon', 'zhaoxin'] as const

/**
 * A CPU as people write it: `0x50654`, `50654`, `amd:0x830f10`. AMD's extended-family values are recognised without a
 * vendor. Undefined when it is no CPUID signature.
 */
export function parseCpu(text: string, vendor?: CpuSignature['vendor']): CpuSignature | undefined {
  const match = /^(?:(\w+):)?(?:0x)?([0-9a-f]{3,8})$/i.exec(text.trim())
  if (match?.[2] === undefined) return undefined
  const eax = Number.parseInt(match[2], 16)
  const named = VENDORS.find(name => name === match[1]?.toLowerCase())
  if (match[1] !== undefined && named === undefined) return undefined
  return signatureFromCpuid(eax, named ?? vendor ?? guessVendor(eax))
}
