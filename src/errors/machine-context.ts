import type {PlatformFact} from '../records/platform-fact.js'
import type {CpuSignature} from './memory-error.js'
import {signatureFromCpuid} from './signature.js'

/** What the log tells of the machine an error happened on; absent is not known. */
export interface MachineContext {
  readonly signature?: CpuSignature
  /** Kernel release, `5.14.0-427.el9`. */
  readonly kernel?: string
  readonly arch?: 'x86' | 'arm64'
}

/** What is known of the machine once a fact of its boot was read; facts that say nothing of CPU or kernel change nothing. */
export function contextFromFact(known: MachineContext, fact: PlatformFact): MachineContext {
  if (fact.fact === 'kernel') return {...known, kernel: fact.release}
  if (fact.fact !== 'cpu') return known
  if (fact.vendor === 'arm') return {...known, arch: 'arm64'}
  if (fact.signature === undefined) return known
  return {...known, arch: 'x86', signature: signatureFromCpuid(fact.signature, fact.vendor ?? 'unknown')}
}
