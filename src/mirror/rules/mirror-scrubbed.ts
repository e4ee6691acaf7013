import type {MemoryError} from '../../errors/memory-error.js'
import type {Incident} from '../../incidents/incident.js'
import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isRepaired} from '../error-nature.js'
import {LASTING_AFTER} from '../place-history.js'
import {CITES} from './_cites.js'

/** How often the copy was repaired, by the records and by the count in the register; a lower bound. */
const timesRepaired = ({errors, storm}: Incident, {correctedCount = 1}: MemoryError): number => {
  const told = errors
    .filter(({mirrorEvidence}) => mirrorEvidence === 'scrubbed')
    .reduce((sum, {occurrences}) => sum + (occurrences?.count ?? 1), 0)
  return Math.max(told, storm?.errors ?? 0, correctedCount)
}

/** B2: the data came from the twin, and the bad copy was repaired. */
export default defineRule({
  id: 'mirror-scrubbed',
  title: 'The mirror supplied the data and repaired the bad copy',
  group: 'observed',
  needs: ['origin', 'incident'],
  cites: [CITES.mcelog],
  argue({origin, incident}) {
    if (origin.mirrorEvidence !== 'scrubbed' || !isRepaired(origin)) return undefined
    const times = timesRepaired(incident, origin)
    return {
      verdict: 'observed-absorbed',
      confidence: CONFIDENCE['mirror-scrubbed'],
      because:
        times < LASTING_AFTER
          ? 'The registers say that the mirror supplied the good copy and repaired the bad one: nothing was lost, both copies stand.'
          : `The registers say at least ${times} times that the mirror supplied the good copy and repaired the bad one: nothing was lost, but the fault of that copy lasts, and the other copy alone keeps the data. Replace the DIMM.`,
    }
  },
})
