import {defineEvidence, type LayoutClaim} from '../define-evidence.js'
import {type FactOf, factsOf, toldBy} from './_facts.js'
import {type AskedSetting, askedBy} from './_setting-names.js'

/** Asked for: in force only if the DIMMs allow it and the machine was restarted since. */
const ASKED = 0.82
const RATIO = 0.75

type Setting = FactOf<'firmware-setting'>
type Named = {readonly fact: Setting; readonly asked: AskedSetting}

/** The last setting that says something of one field. */
const last = <Name extends keyof AskedSetting>(named: readonly Named[], name: Name): Named | undefined =>
  named.findLast(({asked}) => asked[name] !== undefined)

/** A switch that is on outweighs another that is off. */
const decisive = (named: readonly Named[]): Named | undefined =>
  named.findLast(({asked}) => asked.mode !== undefined && asked.mode !== 'none') ?? last(named, 'mode')

/** The mode, its kind by the setting that only tells the kind. */
function modeOf(named: readonly Named[], ruling: Named | undefined): AskedSetting['mode'] {
  const mode = ruling?.asked.mode
  return mode === 'full' ? (last(named, 'ifMirrored')?.asked.ifMirrored ?? mode) : mode
}

function requestOf(named: readonly Named[], mode: AskedSetting['mode']) {
  const above4GBasisPoints = last(named, 'above4GBasisPoints')?.asked.above4GBasisPoints
  const below4G = last(named, 'below4G')?.asked.below4G
  if (mode !== 'partial' || (above4GBasisPoints === undefined && below4G === undefined)) return undefined
  return {
    ...(below4G === undefined ? {} : {below4G}),
    ...(above4GBasisPoints === undefined ? {} : {above4GBasisPoints}),
    source: 'bios-setup' as const,
  }
}

function claimOf(named: readonly Named[]): LayoutClaim {
  const ruling = decisive(named)
  const mode = modeOf(named, ruling)
  const failover = last(named, 'failover')
  const request = requestOf(named, mode)
  const ratio = last(named, 'above4GBasisPoints') ?? last(named, 'below4G')
  const enabled = failover?.asked.failover
  const mirrored = mode !== undefined && mode !== 'none'
  return {
    fields: {
      ...(mode === undefined ? {} : {mode}),
      ...(request === undefined ? {} : {request}),
      ...(enabled === undefined || !mirrored ? {} : {failover: {enabled}}),
    },
    provenance: [
      ...(ruling === undefined ? [] : toldBy('bios-dump', ASKED, ['mode'], ruling.fact)),
      ...(request === undefined ? [] : toldBy('bios-dump', RATIO, ['request'], ratio?.fact)),
      ...(enabled === undefined || !mirrored ? [] : toldBy('bios-dump', ASKED, ['failover'], failover?.fact)),
    ],
  }
}

/** Mirroring as the firmware's set-up asks for it, in the words of each vendor's tool. */
export default defineEvidence({
  id: 'firmware-settings',
  title: 'Firmware settings of mirroring',
  claim: facts => {
    const named = factsOf(facts, 'firmware-setting').map(fact => ({fact, asked: askedBy(fact.name, fact.value)}))
    const telling = named.filter(({asked}) => Object.keys(asked).length > 0)
    return telling.length === 0 ? undefined : claimOf(telling)
  },
})
