import {defineEvidence} from '../define-evidence.js'
import {factsOf, toldBy} from './_facts.js'

const PRINTED = 0.95

/** Virtual machine or not: a guest's addresses say nothing of the host; Xen's dom0 and Hyper-V's root are no guests. */
export default defineEvidence({
  id: 'hypervisor',
  title: 'Hypervisor messages',
  claim: facts => {
    const all = factsOf(facts, 'hypervisor')
    const root = all.find(({role}) => role === 'root')
    const guest = all.find(({role}) => role === 'guest')
    const line = root ?? guest
    const [first] = all
    if (first === undefined) return undefined
    if (line === undefined)
      return {
        fields: {},
        provenance: [],
        remarks: [
          `The log names a hypervisor (${first.name}), but not whether this is a guest or the host’s own system.`,
        ],
      }
    const remarks =
      root === undefined
        ? [`This is the log of a virtual machine (${line.name}): it says nothing of the host’s memory.`]
        : []
    return {
      fields: {platform: {arch: 'unknown', hypervisorGuest: root === undefined}},
      provenance: toldBy('kernel-log', PRINTED, ['platform.hypervisorGuest'], line),
      ...(remarks.length === 0 ? {} : {remarks}),
    }
  },
})
