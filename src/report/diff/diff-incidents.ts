import {partName} from '../advice.js'
import type {JudgedIncident} from '../analysis.js'
import type {Block} from '../document.js'
import {shortTime} from '../format.js'
import {actualVerdict} from '../happened.js'
import {hostCell} from '../host-cell.js'
import {OUTCOMES, SEVERITY_SHORT, VERDICTS} from '../words.js'
import type {AnalysisDiff, GoneBecause} from './diff-analyses.js'
import {type Row, table, text} from './diff-table.js'

function verdictWord(incident: JudgedIncident): string {
  const verdict = actualVerdict(incident.verdicts)
  if (verdict === undefined) return '–'
  const {sign, word} = VERDICTS[verdict.verdict]
  return `${sign} ${word}`
}

const GONE: Readonly<Record<GoneBecause, string>> = {
  'before-the-log': 'gone: before the later log begins',
  'not-in-the-log': 'gone: the later log covers that time and does not tell it',
  'machine-not-there': 'gone: its machine is not in the later analysis',
  'cannot-tell': 'gone: without clocks it cannot be told why',
}

/** To the minute: the column is narrow, and the basis of the clock stands with the two analyses. */
const startCell = ({start, errors}: JudgedIncident): string =>
  shortTime(start, errors[0]?.uptimeSeconds).replace(/(\d\d:\d\d):\d\d$/, '$1')

const incidentRow = (change: string, incident: JudgedIncident, several: boolean): Row => [
  [change],
  [incident.id],
  [startCell(incident)],
  ...(several ? [text(hostCell(incident.host))] : []),
  text(partName(incident)),
  [SEVERITY_SHORT[incident.severity]],
  [OUTCOMES[incident.outcome]],
  [verdictWord(incident)],
]

/** Incidents named for one reason of going. */
const NAMED = 8

/** Why incidents are gone, one line a reason. */
function whyGone(gone: AnalysisDiff['gone']): readonly Block[] {
  const reasons = [...new Set(gone.map(({because}) => because))]
  const idsOf = (reason: GoneBecause): string => {
    const ids = gone.filter(({because}) => because === reason).map(({incident}) => incident.id)
    return ids.length > NAMED ? `${ids.slice(0, NAMED).join(', ')}, …` : ids.join(', ')
  }
  return reasons.length === 0
    ? []
    : [{block: 'list', items: reasons.map(reason => [{strong: `${idsOf(reason)}: `}, GONE[reason]])}]
}

/** Incidents that one analysis tells and the other does not, or tells otherwise; why those that are gone are. */
export function incidentBlocks({fresh, gone, changed, hosts}: AnalysisDiff): readonly Block[] {
  const several = hosts.length > 1
  return [
    ...table(
      'Incidents that are new, gone or told otherwise',
      ['Change', 'Id', 'Start', ...(several ? ['Host'] : []), 'Where', 'Gravity', 'Outcome', 'Mirror'],
      [
        ...fresh.map(incident => incidentRow('new', incident, several)),
        ...changed.map(({after, changed: what}) => incidentRow(`other ${what.join(', ')}`, after, several)),
        ...gone.map(({incident}) => incidentRow('gone', incident, several)),
      ],
    ),
    ...whyGone(gone),
  ]
}
