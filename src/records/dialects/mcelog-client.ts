import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {type Counter, tellCounters} from '../error-counter.js'
import {addVariable, countersIn, type TriggerEnvironment} from '../mcelog/trigger-environment.js'

// mcelog --client:
//   SOCKET 1 CHANNEL 1 DIMM any
//   DMI_NAME "DIMM_A1" DMI_LOCATION "NODE 1 CHANNEL 1 DIMM 0"
//   corrected memory errors:
//   	3 total
//   	1 in 24h
// Totals since the daemon was started. A socket's row (`CHANNEL any DIMM any`) counts what its modules count, so it is
// told for what they leave of it.

const ID = 'mcelog-client'
const KEY = 'totals'
const RUN = 'run'

interface Place {
  readonly socket: string
  readonly scope: string
  /** True for a socket's own row. */
  readonly whole: boolean
}

interface Frame {
  readonly environment?: TriggerEnvironment
  readonly place?: Place
  readonly word?: Counter['word']
  readonly counters: readonly (Counter & {readonly place: Place})[]
}

/** Counters kept of one listing. */
const MOST_COUNTERS = 2000

const PLACE = /^SOCKET (\d{1,4}) CHANNEL (any|\d{1,3}) DIMM (any|\d{1,3})$/
const BOARD = /^DMI_(?:NAME|LOCATION) "[^"]{0,80}"(?: DMI_LOCATION "[^"]{0,80}")?$/
const WORD = /^(un)?corrected memory errors:$/
const TOTAL = /^(\d{1,10}) total$/
const RATE = /^\d{1,10} in \d{1,4}[smhd]$/

/** What a socket's row counts beyond the rows of its modules. */
function leftOver(counter: Frame['counters'][number], all: Frame['counters']): Counter {
  if (!counter.place.whole) return counter
  const below = all.filter(
    ({place, word}) => !place.whole && place.socket === counter.place.socket && word === counter.word,
  )
  return {...counter, count: Math.max(0, counter.count - below.reduce((sum, {count}) => sum + count, 0))}
}

const tell = ({counters, environment}: Frame): DialectOutput =>
  tellCounters(
    environment === undefined ? counters.map(counter => leftOver(counter, counters)) : countersIn(environment),
    ID,
  )

/** A variable that mcelog hands to a script: it belongs to the run before it, or begins one. */
function stepEnvironment(line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined {
  const standing = open.read(RUN)
  const environment = addVariable(standing?.environment, line)
  if (environment === undefined) return undefined
  open.write(RUN, {environment, counters: []})
  return environment.lines.length > 1 || standing === undefined ? {} : tell(standing)
}

function step(frame: Frame, text: string, line: LogLine): Frame | undefined {
  const [, socket, channel, dimm] = PLACE.exec(text) ?? []
  if (socket !== undefined) {
    const {word: _, ...rest} = frame
    return {...rest, place: {socket, scope: text, whole: channel === 'any' && dimm === 'any'}}
  }
  if (frame.place !== undefined && BOARD.test(text))
    return {...frame, place: {...frame.place, scope: `${frame.place.scope} ${text}`}}
  const word = WORD.exec(text)
  if (word !== null && frame.place !== undefined)
    return {...frame, word: word[1] === undefined ? 'Corrected' : 'Uncorrected'}
  const total = TOTAL.exec(text)?.[1]
  if (total === undefined || frame.place === undefined || frame.word === undefined)
    return frame.word !== undefined && RATE.test(text) ? frame : undefined
  if (frame.counters.length >= MOST_COUNTERS) return frame
  const {place, word: kind} = frame
  return {
    ...frame,
    counters: [...frame.counters, {lines: [line], scope: place.scope, word: kind, count: Number(total), place}],
  }
}

/** The daemon's counters by socket, channel and module, as it lists them or hands them to its scripts. */
export default defineDialect<Frame>({
  id: ID,
  title: 'counters of mcelog: --client, and what its triggers are told',
  literals: [
    ' CHANNEL any DIMM ',
    'corrected memory errors:',
    'SOCKET ',
    'CECOUNT=',
    'UCCOUNT=',
    'LOCATION=',
    'SOCKETID=',
  ],
  samples: ['SOCKET 1 CHANNEL any DIMM any', 'SOCKET 0 CHANNEL 1 DIMM 0'],
  read(line, open) {
    const frame = open.read(KEY) ?? {counters: []}
    const next = step(frame, line.text.trim(), line)
    if (next === undefined) return stepEnvironment(line, open)
    open.write(KEY, next)
    return {}
  },
  opensUnmarked: /^\s*(?:SOCKET |declare |export |[A-Z_]{3,16}=)/,
  close: tell,
})
