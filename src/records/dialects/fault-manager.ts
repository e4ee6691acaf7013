import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {locationNamedIn} from '../dimm-name.js'
import {quoteLines} from '../evidence-line.js'
import type {ReportedError} from '../hardware-error-record.js'
import {joinBelow, type WrappedText, wrapText} from '../wrapped-text.js'

// Fault class : fault.memory.dimm_ck
// component: /SYS/MB/P0/D3 has fault.memory.intel.dimm.ue with probability=100.

const ID = 'fault-manager'
const KEY = 'fault'

const CLASS = /\bfault\.memory\.([a-z0-9_.-]{2,60})/

/** A diagnosis: the class in a sentence or behind its name; a list of classes in a manual is none. */
const DIAGNOSIS =
  /\bhas fault\.memory\.|\bFault class *: *fault\.memory\.|^\s*(?:Problem|Fault) class *: *fault\.memory\./i

/** Where the diagnosis names its module, below the class. */
const FRU = /^\s*(?:FRU|Affects|Location) *: */

/** Lines between the class and the module. */
const MOST_LINES = 6

/** Diagnoses come of counted errors: `ue` of one that could not be corrected, the others of a rate. */
const gradeOf = (name: string): Pick<ReportedError, 'severity' | 'count'> =>
  /(?:^|[._])ue\b/.test(name) ? {severity: 'uncorrected'} : {severity: 'corrected', count: {errors: 1, atLeast: true}}

const tell = ({text, lines}: WrappedText): DialectOutput => {
  const name = CLASS.exec(text)?.[1]?.replace(/\.$/, '')
  if (name === undefined) return {}
  const location = locationNamedIn(text)
  const record: ReportedError = {
    kind: 'reported',
    dialect: ID,
    envelope: lines[0].envelope,
    evidence: lines.flatMap(quoteLines),
    reporter: 'service-processor',
    ...gradeOf(name),
    unit: 'dram',
    message: `fault.memory.${name}`,
    ...(location === undefined ? {} : {location}),
  }
  return {records: [record]}
}

const take = (open: OpenFrames<WrappedText>): DialectOutput => {
  const fault = open.read(KEY)
  open.drop(KEY)
  return fault === undefined ? {} : tell(fault)
}

/** The diagnosis with a line below it, while it names no module yet. */
const goOn = (fault: WrappedText, line: LogLine): WrappedText | undefined =>
  locationNamedIn(fault.text) === undefined && fault.lines.length < MOST_LINES ? joinBelow(fault, line) : undefined

const readLine = (line: LogLine, open: OpenFrames<WrappedText>): DialectOutput | undefined => {
  if (DIAGNOSIS.test(line.text)) {
    const before = take(open)
    open.write(KEY, wrapText(line))
    return before
  }
  const fault = open.read(KEY)
  if (fault === undefined) return undefined
  const joined = FRU.test(line.text) || /^\s+\S/.test(line.raw) ? goOn(fault, line) : undefined
  if (joined === undefined) return take(open)
  open.write(KEY, joined)
  return {}
}

/** Diagnoses of memory by Oracle's fault manager: `fmadm faulty`, and ILOM's event list. */
export default defineDialect<WrappedText>({
  id: ID,
  title: 'Oracle fault manager',
  literals: ['fault.memory.'],
  samples: ['Fault class : fault.memory.dimm_ck', 'component: /SYS/MB/P0/D3 has fault.memory.intel.dimm.ue with'],
  read: readLine,
  close: tell,
})
