import type {LogLine} from '../../logs/log-line.js'
import type {Counter} from '../error-counter.js'

// What mcelog hands to the scripts it runs when a threshold is crossed, as scripts write it down (mcelog.triggers(5)):
//   CECOUNT=12
//   LOCATION=SOCKET:0 CHANNEL:1 DIMM:0 [DIMM_A2]
//   TOTALCOUNT=12
//   UCCOUNT=0

const VARIABLE =
  /^(?:(?:declare -x|export) )?(THRESHOLD|THRESHOLD_COUNT|TOTALCOUNT|LOCATION|DMI_LOCATION|DMI_NAME|DIMM|CHANNEL|SOCKETID|CECOUNT|UCCOUNT|LASTEVENT|AGETIME|MESSAGE|CPU|LEVEL|TYPE|AFFECTED_CPUS)=(['"]?)(.*)\2$/

/** Variables of one run of a script, and the lines they stand on. */
export interface TriggerEnvironment {
  readonly values: Readonly<Record<string, string>>
  readonly lines: readonly LogLine[]
}

/** Physical lines between two variables of one run: a shell lists its own between them. */
const NEAR_LINES = 60

/** The environment with what a line adds; undefined when it is no variable of it, or one of another run. */
export function addVariable(
  environment: TriggerEnvironment | undefined,
  line: LogLine,
): TriggerEnvironment | undefined {
  const [, name, , value = ''] = VARIABLE.exec(line.text.trim()) ?? []
  const last = environment?.lines.at(-1)
  if (name === undefined) return undefined
  const isNext =
    environment !== undefined &&
    last !== undefined &&
    line.position.line - last.position.line <= NEAR_LINES &&
    !Object.hasOwn(environment.values, name)
  return isNext
    ? {values: {...environment.values, [name]: value}, lines: [...environment.lines, line]}
    : {values: {[name]: value}, lines: [line]}
}

const placeOf = ({LOCATION, SOCKETID, CHANNEL, DIMM, DMI_NAME}: TriggerEnvironment['values']): string =>
  [
    LOCATION ??
      (SOCKETID === undefined ? 'memory' : `SOCKET:${SOCKETID} CHANNEL:${CHANNEL ?? '?'} DIMM:${DIMM ?? '?'}`),
    DMI_NAME === undefined || LOCATION?.includes(DMI_NAME) ? '' : DMI_NAME,
  ]
    .join(' ')
    .trim()

const WORDS = [
  ['CECOUNT', 'Corrected'],
  ['UCCOUNT', 'Uncorrected'],
] as const

/** The counters of memory that an environment tells: totals since the daemon was started. */
export const countersIn = ({values, lines}: TriggerEnvironment): readonly Counter[] =>
  WORDS.flatMap(([name, word]) => {
    const count = values[name] ?? ''
    return /^\d{1,10}$/.test(count) ? [{lines, scope: placeOf(values), word, count: Number(count)}] : []
  })
