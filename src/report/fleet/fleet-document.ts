import type {Block, ComposedSection, Depth, LazyChart, ReportDocument} from '../document.js'
import {count, printable, shorten} from '../format.js'
import {ownDocument} from '../own-document.js'
import {plainJson} from '../plain-json.js'
import {csvRows} from './csv-rows.js'
import type {Fleet} from './fleet.js'
import {fleetFront} from './fleet-front.js'
import {costBlocks, ladderBlocks} from './fleet-ladder.js'
import {rateBlocks} from './fleet-rate.js'
import {dimmBlocks, gapBlocks, groupBlocks, hostBlocks, repeatBlocks, verdictBlocks} from './fleet-tables.js'

function methodBlocks({inputs, dataset, redacted}: Fleet): readonly Block[] {
  const items = [
    'Machines of one name are one machine; a log that names none is told apart by its input. Logs of equal content are told once.',
    `${count(inputs.hostsInSeveral, 'machine')} stand${inputs.hostsInSeveral === 1 ? 's' : ''} in several inputs; ${count(inputs.toldAgain, 'error or incident', 'errors and incidents')} told by several inputs counted once.`,
    'Corrected errors are lower bounds: kernels fold and drop such lines.',
    'A measure “would have helped” where the answer is at least most likely (70 %); every incident’s own reasons stand in its analysis.',
    ...(inputs.settings > 1
      ? [
          `The inputs were analysed under ${inputs.settings} different settings: run batch with the same options over all of them.`,
        ]
      : []),
    ...(redacted === true
      ? ['Names of machines, inputs and things stand under pseudonyms, the same name always under the same one.']
      : []),
  ]
  return [
    {block: 'list', items: items.map(text => [text])},
    {
      block: 'paragraph',
      text: [
        'One machine’s report: ',
        {code: `mirrorcheck report ${shorten(printable(dataset), 60)}/analyses/… -o case.html`},
        '; the file of each stands in the JSON form.',
      ],
    },
  ]
}

const section = (id: string, title: string, depth: Depth, blocks: readonly Block[]): ComposedSection => ({
  id,
  title,
  depth,
  blocks,
})

/** The roll-up as a document, for the same renderers as an analysis. */
export function fleetDocument(fleet: Fleet, charts: readonly LazyChart[] = []): ReportDocument {
  const {dataset, tool, totals} = fleet
  return ownDocument({
    title: `${shorten(printable(dataset), 60)} · ${count(totals.hosts, 'machine')}`,
    version: tool.version,
    sections: [
      section('summary', 'Summary', 'front', fleetFront(fleet)),
      section('fleet-hosts', 'Machines', 'front', hostBlocks(fleet)),
      section('fleet-dimms', 'Memory modules', 'front', dimmBlocks(fleet)),
      section('fleet-repeats', 'Parts that failed again', 'front', repeatBlocks(fleet)),
      section('fleet-ladder', 'The ladder: what would have helped', 'front', ladderBlocks(fleet)),
      section('fleet-costs', 'What the measures cost', 'ticket', costBlocks(fleet)),
      section('fleet-verdicts', 'Verdicts', 'ticket', verdictBlocks(fleet)),
      section('fleet-groups', 'Processors and kernels', 'ticket', groupBlocks(fleet)),
      section('fleet-risk', 'What to expect', 'ticket', rateBlocks(fleet)),
      section('fleet-gaps', 'What could not be read whole', 'front', gapBlocks(fleet)),
      section('fleet-method', 'How this was counted', 'full', methodBlocks(fleet)),
    ],
    own: {
      json: plainJson(fleet),
      rows: () => csvRows(fleet),
      closing: 'Charts, kernels and reasons: -o fleet.html; every machine: -o fleet.csv or --json.',
    },
    charts,
  })
}
