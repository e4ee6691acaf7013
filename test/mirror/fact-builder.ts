import type {PlatformFact, PlatformFactBody} from '../../src/records/platform-fact.js'

/** A fact as a dialect would hand it over, from line `line` of input `input`. */
export const factOf = (body: PlatformFactBody, text = '', line = 1, input = 0): PlatformFact => ({
  dialect: 'kernel-boot',
  envelope: {id: 'dmesg', time: {basis: 'monotonic', uptimeSeconds: 0}},
  evidence: [{position: {input, line, byteOffset: line * 100}, text}],
  ...body,
})

export const kernelFact = (release: string): PlatformFact =>
  factOf({kind: 'fact', fact: 'kernel', release, banner: `Linux version ${release} (builder@host) #1 SMP`})

export const commandLineFact = (text: string): PlatformFact => factOf({kind: 'fact', fact: 'command-line', text}, text)

export const cpuFact = (vendor: 'intel' | 'amd' | 'hygon' | 'arm' | 'unknown'): PlatformFact =>
  factOf({kind: 'fact', fact: 'cpu', vendor})

export const mirrorTotalFact = (mirroredMiB: number, totalMiB: number): PlatformFact =>
  factOf({kind: 'fact', fact: 'mirrored-total', mirroredMiB, totalMiB})

export const kernelcoreFact = (
  message: 'no-mirror-memory' | 'kdump-kernel' | 'unmirrored-kernel-memory' | 'mirrored-allocation-failed',
): PlatformFact => factOf({kind: 'fact', fact: 'kernelcore', message})

export const nodeFact = (node: number, start: bigint, end: bigint): PlatformFact =>
  factOf({kind: 'fact', fact: 'node-range', node, start, end})

export const movableFact = (node: number, address: bigint): PlatformFact =>
  factOf({kind: 'fact', fact: 'movable-zone-start', node, address})
