import {defineEvidence} from '../define-evidence.js'
import {factsOf, toldBy} from './_facts.js'

/** The sensor exists for pairs; whether all of memory is paired it does not say. */
const SOME_KIND = 0.6

/** A redundancy sensor of memory in the system event log: there is a mirror, and this is how it fares. */
export default defineEvidence({
  id: 'sel-redundancy',
  title: 'Redundancy sensor of memory (IPMI SEL)',
  claim: facts => {
    const fact = factsOf(facts, 'mirror-redundancy').at(-1)
    if (fact === undefined) return undefined
    const state = fact.state === 'unknown' ? `not known: ${fact.because}` : `${fact.state}, ${fact.because}`
    const remarks = [`The redundancy sensor of memory (${fact.sensor}) was last reported; its state is ${state}.`]
    if (fact.state === 'disabled') return {fields: {}, provenance: [], remarks}
    return {fields: {mode: 'full'}, provenance: toldBy('ipmi-sel', SOME_KIND, ['mode'], fact), remarks}
  },
})
