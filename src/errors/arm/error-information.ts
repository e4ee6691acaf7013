import type {ProcessorPart} from '../../records/hardware-error-record.js'
import errorInfo from '../registers/arm-cper-error-info.js'
import mpidrTable from '../registers/arm-mpidr.js'

type Field = Parameters<typeof errorInfo.number>[1]
type Words = readonly string[]

const TRANSACTIONS: Words = ['instruction', 'data', 'generic']
const COMMON: Words = [
  'generic error',
  'generic read',
  'generic write',
  'data read',
  'data write',
  'instruction fetch',
  'prefetch',
]
/** Operations by part (UEFI 2.10, tables N.28 to N.30). */
const OPERATIONS: Readonly<Partial<Record<ProcessorPart, Words>>> = {
  cache: [...COMMON, 'eviction', 'snooping', 'snooped', 'management'],
  tlb: [...COMMON, 'local management', 'external management'],
  bus: COMMON,
}
const PARTICIPATION: Words = [
  'asked for by this processor',
  'answered by this processor',
  'seen by this processor',
  'generic',
]
const SPACES: Words = ['external memory', 'internal memory', 'unknown', 'device memory']

/** Details of one error structure: what its valid fields say, and whether the error was corrected. */
export interface ErrorInformation {
  readonly words: readonly string[]
  readonly corrected?: boolean
  readonly contextCorrupt?: boolean
}

const yesNo = (value: boolean, yes: string, no: string): string => (value ? yes : no)

/** Reads the error information of a cache, TLB or bus error; other parts define their own, and stay undecoded. */
export function readErrorInformation(part: ProcessorPart, info: bigint): ErrorInformation | undefined {
  const operations = OPERATIONS[part]
  if (operations === undefined) return undefined
  const has = (field: Field): boolean => errorInfo.has(info, field)
  const code = (valid: Field, field: Field, prefix: string, words: Words): Words => {
    const value = errorInfo.number(info, field)
    return has(valid) ? [`${prefix}${words[value] ?? `reserved value ${value}`}`] : []
  }
  const onBus = (words: Words): Words => (part === 'bus' ? words : [])
  const words = [
    ...code('TRANSACTION_VALID', 'TRANSACTION', 'transaction: ', TRANSACTIONS),
    ...code('OPERATION_VALID', 'OPERATION', 'operation: ', operations),
    ...(has('LEVEL_VALID') ? [`level ${errorInfo.number(info, 'LEVEL')}`] : []),
    ...(has('CONTEXT_CORRUPT_VALID')
      ? [yesNo(has('CONTEXT_CORRUPT'), 'processor context corrupt', 'processor context intact')]
      : []),
    ...(has('CORRECTED_VALID') ? [yesNo(has('CORRECTED'), 'corrected', 'not corrected')] : []),
    ...(has('PRECISE_PC_VALID') ? [yesNo(has('PRECISE_PC'), 'precise PC', 'imprecise PC')] : []),
    ...(has('RESTARTABLE_PC_VALID') ? [yesNo(has('RESTARTABLE_PC'), 'restartable PC', 'no restart at the PC')] : []),
    ...onBus(code('PARTICIPATION_VALID', 'PARTICIPATION', '', PARTICIPATION)),
    ...onBus(has('TIMEOUT_VALID') ? [yesNo(has('TIMEOUT'), 'timed out', 'no time-out')] : []),
    ...onBus(code('ADDRESS_SPACE_VALID', 'ADDRESS_SPACE', '', SPACES)),
    ...onBus(has('ACCESS_MODE_VALID') ? [yesNo(has('ACCESS_MODE'), 'normal access', 'secure access')] : []),
  ]
  return {
    words,
    ...(has('CORRECTED_VALID') ? {corrected: has('CORRECTED')} : {}),
    ...(has('CONTEXT_CORRUPT_VALID') ? {contextCorrupt: has('CONTEXT_CORRUPT')} : {}),
  }
}

/** Affinity levels from 3 down to 0, as the kernel and firmware number processors: `0.1.2.0`. */
export const affinityOf = (mpidr: bigint): string =>
  (['AFF3', 'AFF2', 'AFF1', 'AFF0'] as const).map(level => mpidrTable.number(mpidr, level)).join('.')
