import type {MemoryFailureEvent} from '../records/hardware-error-record.js'
import {describeOrigin} from './describe-origin.js'
import {LINE_BYTES, PAGE_BYTES} from './locate-address.js'
import type {MachineContext} from './machine-context.js'
import type {MemoryError, PhysicalAddress, Severity} from './memory-error.js'

/**
 * Actions that tell of a page that failed. The others are orders of a test tool (`injection`), undoing (`unpoison`),
 * addresses that are no memory of the kernel's (`outside-kernel-control`) or comments on a page named elsewhere, unless they state a class.
 */
const TELLS_OF_AN_ERROR: ReadonlySet<MemoryFailureEvent['action']> = new Set([
  'recovery',
  'kill',
  'forced-kill',
  'already-poisoned',
  'unhandlable',
  'still-referenced',
  'user-access',
  'copy-in',
  'ignored',
  'soft-offline',
] as const)

/** Actions only a consumed error leads to: user code, or the kernel copying from user space, read bad data. */
const CONSUMED: ReadonlySet<MemoryFailureEvent['action']> = new Set(['user-access', 'copy-in'] as const)

const severityOf = ({action, statedClass}: MemoryFailureEvent): Severity =>
  statedClass ?? (CONSUMED.has(action) ? 'srar' : 'unknown')

/** Page frames stand for the whole page; a byte address for the line that holds it. */
const addressOf = (value: bigint, granularityBytes: number): PhysicalAddress =>
  granularityBytes >= PAGE_BYTES
    ? {value, granularityBytes, kind: 'page-frame'}
    : {value, granularityBytes: LINE_BYTES, kind: 'system'}

/**
 * A page the kernel took out of use or failed to: an error of which perhaps no register record was printed. The class
 * is the stated one, `srar` where the line itself means consumption, else unknown.
 */
export function decodeMemoryFailure(event: MemoryFailureEvent, machine: MachineContext): MemoryError | undefined {
  const tells = TELLS_OF_AN_ERROR.has(event.action) || event.statedClass !== undefined
  if (event.address === undefined || !tells) return undefined
  return {
    ...describeOrigin(event),
    severity: severityOf(event),
    basis: 'reporter',
    unit: 'dram',
    ...(machine.signature === undefined ? {} : {cpuSignature: machine.signature}),
    registers: {},
    flags: {},
    address: addressOf(event.address, event.granularityBytes ?? PAGE_BYTES),
    mirrorEvidence: 'not-reported',
  }
}
