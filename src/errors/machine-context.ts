import type {CpuSignature} from './memory-error.js'

/** What the log tells of the machine an error happened on; absent is not known. */
export interface MachineContext {
  readonly signature?: CpuSignature
  /** Kernel release, `5.14.0-427.el9`. */
  readonly kernel?: string
  readonly arch?: 'x86' | 'arm64'
}
