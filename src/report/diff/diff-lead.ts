import {count, group} from '../format.js'
import type {AnalysisDiff} from './diff-analyses.js'
import type {PlaceChange, PlaceDiff} from './diff-places.js'

/** How a place stands, in words. */
export const PLACE_CHANGES: Readonly<Record<PlaceChange, string>> = {
  began: '▲ began',
  'goes-on': '✖ goes on',
  stopped: '✔ stopped',
  'too-early': '? quiet, too early to tell',
  'cannot-tell': '? quiet, for how long is not known',
}

/** Places named in one sentence. */
const NAMED = 3

function named(places: readonly PlaceDiff[]): string {
  const names = places.slice(0, NAMED).map(({place}) => place)
  const left = places.length - names.length
  return names.join(', ') + (left > 0 ? ` and ${group(left)} more` : '')
}

const PLACE_SENTENCES: readonly (readonly [PlaceChange, (places: readonly PlaceDiff[]) => string])[] = [
  ['goes-on', places => `Errors go on at ${named(places)}.`],
  ['began', places => `Errors began at ${named(places)}.`],
  ['stopped', places => `None since at ${named(places)}: there it has most likely stopped.`],
  ['too-early', places => `None since at ${named(places)}, but it is too early to tell whether that has stopped.`],
  ['cannot-tell', places => `None since at ${named(places)}; for how long was watched is not known.`],
]

function incidentSentence({fresh, hosts}: AnalysisDiff): string {
  const outages = fresh.filter(({outcome}) => outcome === 'panic' || outcome === 'reboot').length
  if (fresh.length > 0)
    return `${count(fresh.length, 'new incident')}, ${outages === 0 ? (fresh.length === 1 ? 'not an outage' : 'none of them an outage') : `${count(outages, 'outage')} among them`}.`
  return hosts.some(({after}) => after !== undefined)
    ? 'No new incident.'
    : 'No machine of the earlier analysis is in the later one.'
}

/** True when the second analysis adds nothing to the first and lacks nothing of it. */
function isUnchanged({before, after, errors, fresh, gone, changed, settings, counters}: AnalysisDiff): boolean {
  const differences = [fresh, gone, changed, settings, counters].reduce((sum, {length}) => sum + length, 0)
  return differences === 0 && errors.both === before.errors.length && errors.both === after.errors.length
}

/** What changed, in sentences: order, new incidents, places, what was set up otherwise. */
export function diffLead(diff: AnalysisDiff): readonly string[] {
  const {isTurned, places, settings} = diff
  if (isUnchanged(diff)) return ['Nothing changed: both tell the same.']
  const modules = settings.filter(({what}) => what.startsWith('module ')).length
  return [
    ...(isTurned ? ['The second analysis ends before the first: were they named in the wrong order?'] : []),
    incidentSentence(diff),
    ...PLACE_SENTENCES.flatMap(([change, say]) => {
      const own = places.filter(place => place.change === change)
      return own.length === 0 ? [] : [say(own)]
    }),
    ...(modules === 0
      ? []
      : [
          `${count(modules, 'memory module')} ${modules === 1 ? 'is' : 'are'} not what ${modules === 1 ? 'it was' : 'they were'}.`,
        ]),
  ]
}
