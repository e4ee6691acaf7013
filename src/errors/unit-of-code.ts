import type {ErrorUnit, McaErrorCode} from './memory-error.js'

const UNIT_BY_KIND: Readonly<Record<McaErrorCode['kind'], ErrorUnit>> = {
  'memory-controller': 'dram',
  'extended-memory': 'dram',
  cache: 'cache',
  'cache-hierarchy': 'cache',
  tlb: 'tlb',
  bus: 'interconnect',
  io: 'io',
  external: 'interconnect',
  'microcode-rom-parity': 'core',
  frc: 'core',
  'internal-parity': 'core',
  'smm-handler-violation': 'core',
  'internal-timer': 'core',
  'internal-unclassified': 'core',
  internal: 'core',
  unclassified: 'unknown',
  'no-error': 'unknown',
}

/** The unit an architectural code points to when nothing is known of the bank. */
export function unitOfCode(mca: McaErrorCode): ErrorUnit {
  if (mca.transaction === 'address-command') return 'memory-controller'
  if (mca.kind === 'bus' && mca.target === 'io') return 'io'
  return UNIT_BY_KIND[mca.kind]
}
