import {defineEvidence, type LayoutClaim} from '../define-evidence.js'
import {type FactOf, factsOf, toldBy} from './_facts.js'

type Message = FactOf<'kernelcore'>
type Reading = (found: readonly Message[]) => Pick<LayoutClaim, 'fields' | 'provenance'> & {readonly remark: string}

/** The kernel says outright what it did. */
const CERTAIN = 0.95
/** Fallbacks are counted with a rate limit; one is proof enough. */
const FALLBACK = 0.9

const noMirror: Reading = ([line]) => ({
  fields: {
    mode: 'none',
    osPolicy: {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'no-mirror-memory'},
  },
  provenance: [...toldBy('zone-dmesg', 0.9, ['mode'], line), ...toldBy('zone-dmesg', CERTAIN, ['osPolicy'], line)],
  remark: 'The kernel found no mirrored memory and ignored kernelcore=mirror.',
})

const crashKernel: Reading = ([line]) => ({
  fields: {osPolicy: {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'kdump-kernel'}},
  provenance: toldBy('zone-dmesg', CERTAIN, ['osPolicy'], line),
  remark: 'This boot is the crash-dump kernel: it ignored kernelcore=mirror.',
})

const lowUnmirrored: Reading = ([line]) => ({
  fields: {osPolicy: {kind: 'kernelcore-mirror', effective: true, ineffectiveReason: 'low4g-unmirrored'}},
  provenance: toldBy('zone-dmesg', CERTAIN, ['osPolicy'], line),
  remark: 'Memory below 4 GiB is not mirrored, and kernel data lives there: the kernel warned of it at boot.',
})

const fallback: Reading = found => ({
  fields: {osPolicy: {kind: 'unknown', ineffectiveReason: 'fallback-seen', fallbackAllowed: true}},
  provenance: toldBy('zone-dmesg', FALLBACK, ['osPolicy.ineffectiveReason', 'osPolicy.fallbackAllowed'], found[0]),
  remark: `Mirrored memory ran out at boot: at least ${found.length} allocation${found.length === 1 ? '' : 's'} of kernel data went to memory without a mirror.`,
})

const READINGS: Readonly<Record<Message['message'], Reading>> = {
  'no-mirror-memory': noMirror,
  'kdump-kernel': crashKernel,
  'unmirrored-kernel-memory': lowUnmirrored,
  'mirrored-allocation-failed': fallback,
}

/** The most telling message gives the fields; every message gives its remark. */
const ORDER: readonly Message['message'][] = [
  'no-mirror-memory',
  'kdump-kernel',
  'unmirrored-kernel-memory',
  'mirrored-allocation-failed',
]

/** What the kernel said of `kernelcore=mirror` while it set up its zones. */
export default defineEvidence({
  id: 'kernelcore-messages',
  title: 'Kernel messages about mirrored memory',
  claim: facts => {
    const all = factsOf(facts, 'kernelcore')
    const readings = ORDER.flatMap(message => {
      const found = all.filter(fact => fact.message === message)
      return found.length === 0 ? [] : [READINGS[message](found)]
    })
    const [first] = readings
    if (first === undefined) return undefined
    return {fields: first.fields, provenance: first.provenance, remarks: readings.map(({remark}) => remark)}
  },
})
