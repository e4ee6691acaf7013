import type {Analysis} from './analysis.js'
import {count, dateTime, printable, shorten} from './format.js'
import type {FrontPage} from './front-page.js'
import {withCode} from './inline-code.js'
import {surerWishes} from './surer.js'

const span = (analysis: Analysis): string => {
  const boots = analysis.hosts.flatMap(host => host.boots)
  const first = boots.find(boot => boot.start !== undefined)
  const last = boots.findLast(boot => boot.end !== undefined)
  if (first?.start === undefined || last?.end === undefined) return ''
  return `, from ${dateTime(first.start, first.timeBasis)} to ${dateTime(last.end, last.timeBasis)}`
}

const hostTitle = (analysis: Analysis): string => {
  const [host, ...others] = analysis.hosts
  if (host === undefined) return count(analysis.inputs.length, 'input')
  const name = host.id === '' || host.id === 'unknown' ? 'unnamed host' : shorten(printable(host.id), 60)
  return others.length === 0 ? name : `${name} and ${count(others.length, 'host')} more`
}

/** Notices that say the reader's own wishes left something out. */
const SELECTED = ['left-out-by-selection', 'host-not-found']

/** What kind of quiet it is: nothing read, nothing in it, nothing this tool knows, nothing asked for, or no error. */
type Quiet = 'unread' | 'empty' | 'foreign' | 'selected' | 'records' | 'quiet'

function kindOf({inputs, errors, notices}: Analysis): Quiet {
  if (inputs.length === 0) return 'unread'
  if (notices.some(({code}) => SELECTED.includes(code))) return 'selected'
  if (errors.length > 0) return 'records'
  if (inputs.every(({lines}) => lines === 0)) return 'empty'
  return inputs.every(({dialects}) => dialects.length === 0) ? 'foreign' : 'quiet'
}

function sentencesOf(kind: Quiet, analysis: Analysis): string[] {
  const {inputs, errors, notices} = analysis
  const lines = inputs.reduce((sum, input) => sum + input.lines, 0)
  const read = `${count(lines, 'line')} of ${count(inputs.length, 'input')} ${lines === 1 ? 'was' : 'were'} read${span(analysis)}.`
  switch (kind) {
    case 'unread':
      return ['Nothing could be read, so nothing can be said.']
    case 'selected':
      return [
        'No incident in what was asked for.',
        ...notices.filter(({code}) => SELECTED.includes(code)).map(({message}) => shorten(printable(message), 300)),
      ]
    case 'records':
      return [`${count(errors.length, 'error record')} found; none of them is an incident.`, read]
    case 'empty':
      return [inputs.length === 1 ? 'The input is empty.' : 'All inputs are empty.', 'It says nothing of the memory.']
    case 'foreign':
      return ['No line in it is one that mirrorcheck knows, so it says nothing of the memory.', read]
    default:
      return ['No memory error was found.', read]
  }
}

/** The first screen when no incident was found: what was looked at, what was not, and what it does not prove. */
export function quietPage(analysis: Analysis): FrontPage {
  const kind = kindOf(analysis)
  const isSilent = kind === 'unread' || kind === 'empty' || kind === 'foreign' || kind === 'selected'
  const act = {
    unread: 'Give a log that can be read; the notices say what was wrong.',
    empty: 'Give a log with something in it.',
    foreign:
      'Give the kernel’s log: `journalctl -k`, `dmesg`, /var/log/kern.log or /var/log/messages. `mirrorcheck detect` says what a file was taken for.',
    selected: 'Ask again without --host, --since and --until.',
  }
  return {
    title: `${hostTitle(analysis)} · ${kind === 'unread' ? 'nothing read' : 'no incident'}`,
    sentences: sentencesOf(kind, analysis),
    answers: [
      {name: 'What happened', value: [isSilent ? 'Not known.' : 'No hardware error that these logs show.']},
      {name: 'What was lost', value: [isSilent ? 'Not known.' : 'Nothing that these logs show.']},
      {name: 'Would a mirror have helped', value: ['The question does not arise without an error.']},
      {name: 'Do now', value: isSilent ? withCode(act[kind]) : ['Nothing.']},
      {
        name: 'To be surer',
        value: [
          'A quiet kernel log is no proof of quiet memory: firmware may keep corrected errors and mirror events to itself. ',
          ...withCode(`${surerWishes(undefined, analysis)[0] ?? ''}.`),
        ],
      },
    ],
  }
}
