import {defineEvidence} from '../define-evidence.js'
import {sensorState} from '../sensor-state.js'
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
    const told = sensorState(fact, facts)
    const state = told.state === 'unknown' ? `not known: ${told.because}` : `${told.state}, ${told.because}`
    const remarks = [`The redundancy sensor of memory (${fact.sensor}) was last reported; its state is ${state}.`]
    if (told.state === 'disabled') return {fields: {}, provenance: [], remarks}
    return {fields: {mode: 'full'}, provenance: toldBy('ipmi-sel', SOME_KIND, ['mode'], fact), remarks}
  },
})
