import {defineEvidence, type LayoutClaim} from '../define-evidence.js'
import type {MirrorLayout, ProvenanceSource} from '../layout.js'
import {type FactOf, factsOf, toldBy} from './_facts.js'

/** The firmware's own variable; the kind of mirror follows from it, but a mirror of all memory may be set up elsewhere. */
const REQUEST = {efibootmgr: 0.9, bytes: 0.95} as const
const SOME = 0.85
const NONE = 0.6
const FULL_BASIS_POINTS = 5000

type Fact = FactOf<'mirror-variable'>

/** What the facts of one scope say, the last telling of each. */
interface Amounts {
  readonly above4GBasisPoints?: number
  readonly below4G?: boolean
  readonly status?: number
}

function united(facts: readonly Fact[], scope: Fact['scope']): Amounts {
  const own = facts.filter(fact => fact.scope === scope)
  const above4GBasisPoints = own.findLast(fact => fact.above4GBasisPoints !== undefined)?.above4GBasisPoints
  const below4G = own.findLast(fact => fact.below4G !== undefined)?.below4G
  const status = own.findLast(fact => fact.status !== undefined)?.status
  return {
    ...(above4GBasisPoints === undefined ? {} : {above4GBasisPoints}),
    ...(below4G === undefined ? {} : {below4G}),
    ...(status === undefined ? {} : {status}),
  }
}

const percent = (basisPoints: number | undefined): string =>
  basisPoints === undefined ? 'an unknown share' : `${basisPoints / 100} %`

const WHY: Readonly<Record<number, string>> = {
  1: 'the platform does not support it',
  2: 'the request was of a version it does not know',
  3: 'more than 50 % was asked for',
  4: 'the DIMM configuration does not allow it',
  5: 'the vendor wants it set another way',
}

function modeOf({above4GBasisPoints = 0, below4G = false}: Amounts): MirrorLayout['mode'] {
  if (above4GBasisPoints >= FULL_BASIS_POINTS) return 'full'
  return above4GBasisPoints > 0 || below4G ? 'partial' : 'none'
}

const sourceOf = (fact: Fact | undefined): ProvenanceSource =>
  fact?.dialect === 'efibootmgr' ? 'efibootmgr' : 'efivar'

function remarksOf(facts: readonly Fact[]): readonly string[] {
  const refused = united(facts, 'refused')
  const asked = united(facts, 'requested')
  return [
    ...(refused.status === undefined
      ? []
      : [
          `The firmware did not take the request for a partial mirror (${percent(refused.above4GBasisPoints)} above 4 GiB): ${WHY[refused.status] ?? `status ${refused.status}`}.`,
        ]),
    ...(asked.above4GBasisPoints === undefined && asked.below4G === undefined
      ? []
      : [`${percent(asked.above4GBasisPoints)} above 4 GiB is asked for at the next boot: not in force yet.`]),
  ]
}

function claimOf(facts: readonly Fact[]): LayoutClaim {
  const remarks = remarksOf(facts)
  const inForce = united(facts, 'in-force')
  const told = facts.find(({scope}) => scope === 'in-force')
  const refused = united(facts, 'refused')
  if (told === undefined)
    return {
      fields: refused.status === undefined ? {} : {request: {mirrorStatus: refused.status, source: 'os-variable'}},
      provenance: toldBy(sourceOf(facts[0]), REQUEST.efibootmgr, ['request'], facts[0]),
      remarks,
    }
  const mode = modeOf(inForce)
  const {status: _status, ...amounts} = inForce
  const source = sourceOf(told)
  return {
    fields: {mode, request: {...amounts, mirrorStatus: 0, source: 'os-variable'}},
    provenance: [
      ...toldBy(source, source === 'efibootmgr' ? REQUEST.efibootmgr : REQUEST.bytes, ['request'], told),
      ...toldBy(source, mode === 'none' ? NONE : SOME, ['mode'], told),
    ],
    remarks,
  }
}

/** The UEFI variables of address-range mirroring: what is in force, what was refused, what is asked for. */
export default defineEvidence({
  id: 'mirror-variable',
  title: 'Firmware’s mirror variables (efibootmgr, MirrorCurrent, MirrorRequest)',
  claim: facts => {
    const told = factsOf(facts, 'mirror-variable')
    return told.length === 0 ? undefined : claimOf(told)
  },
})
