import type {PlatformFactBody} from '../platform-fact.js'
import type {SelEntry} from './sel-entry.js'

type Redundancy = Extract<PlatformFactBody, {readonly fact: 'mirror-redundancy'}>

/** Redundancy of power supplies and fans is told by the same words; only these sensors speak of memory. */
const MEMORY_SENSOR = /\bmirror|\bmem(?:ory)?[ _-]?(?:redundan|raid|mirror)|\bmmry[ _-]?(?:redundan|mirror)/i

/** Sensor 01h of Intel boards is named so; boards with 5500 processors swap its states (Intel G74211, G90620). */
const AMBIGUOUS_SENSOR = /#0x0?1\b|\bMirroring Redundancy State\b|\bMmry\b/i

/** Words of event type 0Bh (IPMI 2.0, table 42-2) and the states they stand for where the standard is followed. */
const WORDS: readonly (readonly [RegExp, Redundancy['state']])[] = [
  [/redundancy degraded|degraded from/i, 'degraded'],
  [/redundancy lost|non-?redundant|redundancy failed/i, 'lost'],
  [/fully redundant|full redundancy|redundancy regained/i, 'redundant'],
  [/mirroring disabled|redundancy disabled/i, 'disabled'],
]

const UNKNOWN_BOARD =
  'boards with Intel 5500 processors report offset 1 for a whole pair and 0 for a lost one, later boards the reverse; which this board is, the log does not say'
const BY_STANDARD = 'by the words of the IPMI standard'
const ONE_MEANING = 'boards of all generations mean the same by it'

/** What an entry says of mirrored memory's redundancy; undefined when it speaks of something else. */
export const readRedundancy = ({sensor, type, event, asserted, fields}: SelEntry): Redundancy | undefined => {
  if (type !== 'Memory' && !MEMORY_SENSOR.test(sensor)) return undefined
  const said = WORDS.find(([pattern]) => pattern.test(event))?.[1]
  if (said === undefined || !asserted) return undefined
  const standard = said === 'redundant' || said === 'lost' ? said : undefined
  const doubtful = standard !== undefined && AMBIGUOUS_SENSOR.test(sensor)
  return {
    kind: 'fact',
    fact: 'mirror-redundancy',
    state: doubtful ? 'unknown' : said,
    ...(doubtful ? {standard} : {}),
    because: doubtful ? UNKNOWN_BOARD : said === 'degraded' ? ONE_MEANING : BY_STANDARD,
    sensor,
    text: fields.row ?? event,
  }
}
