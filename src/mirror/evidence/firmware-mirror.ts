import {defineEvidence} from '../define-evidence.js'
import type {MirrorLayout} from '../layout.js'
import {type FactOf, factsOf, toldBy} from './_facts.js'

/** Firmware knows what it set up; its words seldom say which kind of mirroring it is. */
const KIND_TOLD = 0.85
const SOME_KIND = 0.6
/** Mirroring that was asked for and did not come about. */
const FAILED = 0.8

type Fact = FactOf<'firmware-mirror'>

const modeOf = ({state, mode}: Fact): MirrorLayout['mode'] => {
  if (state === 'disabled' || state === 'failed') return 'none'
  return mode === 'address-range' ? 'partial' : 'full'
}

const confidenceOf = ({state, mode}: Fact): number => {
  if (state === 'failed') return FAILED
  return state === 'disabled' || mode !== undefined ? KIND_TOLD : SOME_KIND
}

const remarksOf = ({state}: Fact): readonly string[] => {
  if (state === 'failed') return ['Firmware was asked to mirror memory and could not.']
  return state === 'degraded' ? ['Firmware reports the mirror as degraded: one of the copies is out of use.'] : []
}

/** Mirroring as firmware states it at start-up (BIOS POST) or in its inventory (HPE's AmpModeStatus). */
export default defineEvidence({
  id: 'firmware-mirror',
  title: 'Mirroring as firmware states it',
  claim: facts => {
    const fact = factsOf(facts, 'firmware-mirror').at(-1)
    if (fact === undefined) return undefined
    return {
      fields: {mode: modeOf(fact)},
      provenance: toldBy('bios-dump', confidenceOf(fact), ['mode'], fact),
      remarks: remarksOf(fact),
    }
  },
})
