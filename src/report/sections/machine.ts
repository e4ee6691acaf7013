import type {Boot} from '../../incidents/incident.js'
import type {MirrorLayout} from '../../mirror/layout.js'
import type {AnalysisHost} from '../analysis.js'
import {type Block, defineSection, type Fact} from '../document.js'
import {bytes, count, dateTime, percent, printable, shorten} from '../format.js'
import {hostName} from '../front-page.js'

/** Machines described in full. */
const SHOWN = 8
/** Boots listed for one machine, the last ones. */
const BOOTS = 12
const TEXT = 200

const MODES: Readonly<Record<MirrorLayout['mode'], string>> = {
  none: 'no mirroring',
  full: 'full mirroring',
  partial: 'partial mirroring',
  'hypervisor-objects': 'only the hypervisor’s own objects',
  unknown: 'not known whether memory is mirrored',
}

const fact = (name: string, value: string | undefined): Fact[] =>
  value === undefined || value === '' ? [] : [{name, value: [shorten(printable(value), TEXT)]}]

function capacityText({capacity}: MirrorLayout): string {
  const parts = [
    capacity.installedBytes === undefined ? [] : [`${bytes(capacity.installedBytes)} installed`],
    capacity.osVisibleBytes === undefined ? [] : [`${bytes(capacity.osVisibleBytes)} visible`],
    capacity.mirroredBytes === undefined
      ? []
      : [capacity.mirroredBytes === 0 ? 'none mirrored' : `${bytes(capacity.mirroredBytes)} mirrored`],
  ]
  return parts.flat().join(', ')
}

const POLICIES: Readonly<Record<MirrorLayout['osPolicy']['kind'], string>> = {
  none: 'no policy: its data may lie anywhere',
  'boot-only': 'mirrored memory is preferred for what is allocated at boot',
  'kernelcore-mirror': 'kernel data only in mirrored memory (kernelcore=mirror)',
  'openeuler-reliable': 'kernel data and chosen tasks in mirrored memory (kernelcore=reliable)',
  'esxi-reliable': 'hypervisor data in reliable memory',
  amm: 'the hypervisor mirrors its own objects',
  unknown: 'not known',
}

const policyText = ({osPolicy}: MirrorLayout): string =>
  POLICIES[osPolicy.kind] +
  (osPolicy.effective === false && osPolicy.kind !== 'none' ? '; asked for, but not in effect' : '')

const layoutFacts = (layout: MirrorLayout): Fact[] => [
  ...fact('Mirroring', MODES[layout.mode]),
  ...fact('Capacity', capacityText(layout)),
  ...fact('Kernel’s use of it', policyText(layout)),
]

const provenance = (layout: MirrorLayout): Block[] =>
  layout.provenance === undefined || layout.provenance.length === 0
    ? []
    : [
        {
          block: 'details',
          summary: `Where the layout was learnt: ${count(layout.provenance.length, 'field')}`,
          blocks: [
            {
              block: 'table',
              caption: 'Layout, field by field',
              head: ['Field', 'From', 'How sure', 'Line'],
              rows: layout.provenance.map(({field, from, confidence, line}) => [
                [field],
                [from],
                [percent(confidence)],
                line === undefined ? ['–'] : [{code: shorten(printable(line), TEXT)}],
              ]),
            },
          ],
        },
      ]

const bootTable = (boots: readonly Boot[]): Block[] =>
  boots.length === 0
    ? []
    : [
        {
          block: 'table',
          caption:
            boots.length > BOOTS ? `The last ${BOOTS} of ${count(boots.length, 'boot')}` : count(boots.length, 'boot'),
          head: ['Boot', 'From', 'To', 'Kernel', 'Ended by'],
          rows: boots
            .slice(-BOOTS)
            .map(boot => [
              [String(boot.index)],
              [dateTime(boot.start, boot.timeBasis)],
              [dateTime(boot.end, boot.timeBasis)],
              [shorten(printable(boot.kernel ?? '–'), 60)],
              [boot.endedBy === 'log-end' ? 'end of the log' : boot.endedBy],
            ]),
        },
      ]

function machine(host: AnalysisHost): Block[] {
  const {cpu, layout} = host
  const cpuText = [cpu?.name, cpu?.model, cpu?.signature].filter(part => part !== undefined).join(' · ')
  return [
    {block: 'heading', text: hostName(host.id)},
    {
      block: 'facts',
      facts: [
        ...fact('Kernel', host.kernel ?? 'not in the log'),
        ...fact('Processor', cpuText === '' ? 'not in the log' : cpuText),
        ...fact(
          'Kind',
          host.guest === true ? 'a virtual machine: its addresses say nothing of the hardware below' : undefined,
        ),
        ...fact('Command line', host.boots.at(-1)?.commandLine),
        ...(layout === undefined ? fact('Mirroring', MODES.unknown) : layoutFacts(layout)),
      ],
    },
    ...(host.layoutRemarks === undefined || host.layoutRemarks.length === 0
      ? []
      : [{block: 'list' as const, items: host.layoutRemarks.map(remark => [shorten(printable(remark), 2 * TEXT)])}]),
    ...(layout === undefined ? [] : provenance(layout)),
    ...bootTable(host.boots),
  ]
}

/** Each machine as the logs show it: kernel, processor, boots, mirror layout and where that was learnt. */
export default defineSection({
  id: 'machine',
  title: 'The machine',
  order: 80,
  compose: (analysis): Block[] => {
    const left = analysis.hosts.slice(SHOWN)
    return [
      ...analysis.hosts.slice(0, SHOWN).flatMap(machine),
      ...(left.length === 0
        ? []
        : [{block: 'paragraph' as const, text: [`And ${count(left.length, 'machine')} more, described in the JSON.`]}]),
    ]
  },
})
