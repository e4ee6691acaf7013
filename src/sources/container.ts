import type {Archive, Member} from './source.js'

/** A layout of support bundles: which of its members tell of errors, which of the machine, and which can tell neither. */
export interface Container {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /**
   * Finds the bundle's own folder in a member's name: the match ends where the folder ends. Names are `/`-separated, from
   * the input's name on; archives end in `!`. The last capture group, where there is one, is the machine's name.
   */
  readonly root: RegExp
  /** Members below the folder that may tell of errors. When a bundle has none, that is said. */
  readonly errors: RegExp
  /** Members that describe the machine. */
  readonly facts?: RegExp
  /** Members that can tell nothing: not even unpacked. `errors` and `facts` go before. */
  readonly skip?: RegExp
  /** Members whose first line is the machine's name, or is `uname -a`. */
  readonly hostFile?: RegExp
  /** True where a bundle is whole without any log; else it is said that none was found. */
  readonly mayLackLogs?: boolean
  /** True when any other container that recognises the same folder knows it better. */
  readonly isFallback?: boolean
  /** A single file that is many glued together, and how to take it apart. */
  readonly glued?: {
    /** True when the first bytes (up to 512) are such a file's. */
    readonly sniff: (head: Uint8Array) => boolean
    readonly members: (file: Archive) => AsyncIterable<Member>
  }
}

/** Declares a container; the identity function with a type. */
export const defineContainer = (container: Container): Container => container
