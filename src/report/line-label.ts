import type {SourcePosition} from '../logs/log-line.js'
import type {Analysis} from './analysis.js'
import {group, printable, shorten} from './format.js'

/** What a link to a log line reads: input and line number. */
export const lineLabel = ({inputs}: Pick<Analysis, 'inputs'>, {input, line}: SourcePosition): string =>
  `${shorten(printable(inputs[input]?.name ?? `input ${input}`), 60)}, line ${group(line)}`
