import type {Fleet} from '../fleet/fleet.js'
import {createNameFinder, type NameFinder} from './find-names.js'
import {createSecretFinder} from './find-secrets.js'
import {createPseudonyms, type RedactMap} from './pseudonyms.js'
import type {RedactChoice} from './redact-analysis.js'
import {createScrubber} from './scrub.js'
import {tellingNames} from './telling-names.js'

/** A roll-up that names nobody, and the private map by which its owner can tell who is who. */
export interface RedactedFleet {
  readonly fleet: Fleet
  readonly map: RedactMap
}

/** Where strings of a roll-up would stand in an analysis: by that they are known for what they are. */
const PLACES = {
  host: 'hosts.id',
  input: 'inputs.name',
  serial: 'hosts.inventory.modules.serialNumber',
  layout: 'summary.verdicts.*',
  reason: 'notices.message',
  text: 'errors.remarks',
} as const

type Scrub = (text: string, place: keyof typeof PLACES) => string

type Named = {readonly host: string; readonly unnamed?: true}

/** A row about a machine: of one without a name, the input's. */
const named = <Row extends Named>(row: Row, scrub: Scrub): Row => ({
  ...row,
  host: scrub(row.host, row.unnamed === true ? 'input' : 'host'),
})

/** Every string of a roll-up that is not a word of ours. */
function scrubbed(fleet: Fleet, scrub: Scrub): Fleet {
  const group = <Row extends {readonly name: string}>(row: Row): Row => ({...row, name: scrub(row.name, 'text')})
  return {
    ...fleet,
    redacted: true,
    dataset: scrub(fleet.dataset, 'input'),
    // The file's name holds a digest of the input's path, and nobody else has the dataset.
    hosts: fleet.hosts.map(({analysis: _file, ...row}) => ({
      ...named(row, scrub),
      ...(row.platform === undefined ? {} : {platform: scrub(row.platform, 'text')}),
      kernels: row.kernels.map(kernel => scrub(kernel, 'text')),
    })),
    dimms: fleet.dimms.map(row => ({
      ...named(row, scrub),
      part: scrub(row.part, 'text'),
      ...(row.serialNumber === undefined ? {} : {serialNumber: scrub(row.serialNumber, 'serial')}),
    })),
    repeats: fleet.repeats.map(row => ({
      ...named(row, scrub),
      ...(row.part === undefined ? {} : {part: scrub(row.part, 'text')}),
    })),
    verdicts: Object.fromEntries(
      Object.entries(fleet.verdicts).map(([layout, words]) => [scrub(layout, 'layout'), words]),
    ),
    platforms: fleet.platforms.map(group),
    kernels: fleet.kernels.map(group),
    gaps: fleet.gaps.map(({input, because, ...gap}) => ({
      ...gap,
      input: scrub(input, 'input'),
      because: scrub(because, 'reason'),
    })),
  }
}

/** The roll-up without names of machines, inputs and things; the same map as that of the analyses gives the same pseudonyms. */
export function redactFleet(fleet: Fleet, {map, mint, processes}: RedactChoice): RedactedFleet {
  const pseudonyms = createPseudonyms(map, mint)
  const look = createSecretFinder(processes)
  const passWith = (find: NameFinder): Fleet => {
    const change = createScrubber({pseudonyms, processes, look, find})
    return scrubbed(fleet, (text, place) => change(text, PLACES[place]) ?? '')
  }
  // The first pass enters names in the order of the tables; the second finds them in texts before their row, too.
  passWith(() => [])
  return {fleet: passWith(createNameFinder(tellingNames(pseudonyms.map()))), map: pseudonyms.map()}
}
