import {decodeError} from '../errors/decode-error.js'
import type {CpuModel} from '../errors/define-cpu.js'
import type {CpuSignature} from '../errors/memory-error.js'
import {cpuModelOf, signatureFromCpuid} from '../errors/signature.js'
import {createFold, type Gatherer} from './fold.js'

export type {Gathered, GatheredHost, Gatherer} from './fold.js'

/** What a run knows beforehand. */
interface GatherOptions {
  readonly cpus: readonly CpuModel[]
  /** Used where the log does not say. */
  readonly fallbackKernel?: string
  readonly fallbackSignature?: CpuSignature
}

/** The incidents room's door: records and facts in, distinct errors and incidents out, in bounded memory. */
export const createGatherer = ({cpus, fallbackKernel, fallbackSignature}: GatherOptions): Gatherer =>
  createFold({
    decode: (record, machine) => decodeError(record, machine, cpus),
    signatureOf: signatureFromCpuid,
    modelOf: signature => cpuModelOf(signature, cpus)?.id,
    fallback: {
      ...(fallbackKernel === undefined ? {} : {kernel: fallbackKernel}),
      ...(fallbackSignature === undefined ? {} : {signature: fallbackSignature}),
    },
  })
