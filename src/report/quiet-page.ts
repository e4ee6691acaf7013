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

/** The first screen when no incident was found: what was looked at, what was not, and what it does not prove. */
export function quietPage(analysis: Analysis): FrontPage {
  const {inputs, errors} = analysis
  const lines = inputs.reduce((sum, input) => sum + input.lines, 0)
  const read = `${count(lines, 'line')} of ${count(inputs.length, 'input')}`
  const nothing = inputs.length === 0
  const first = nothing
    ? 'Nothing could be read, so nothing can be said.'
    : errors.length === 0
      ? 'No memory error was found.'
      : `${count(errors.length, 'error record')} found; none of them is an incident.`
  return {
    title: `${hostTitle(analysis)} · ${nothing ? 'nothing read' : 'no incident'}`,
    sentences: nothing ? [first] : [first, `${read} were read whole${span(analysis)}.`],
    answers: [
      {name: 'What happened', value: [nothing ? 'Not known.' : 'No hardware error that these logs show.']},
      {name: 'What was lost', value: [nothing ? 'Not known.' : 'Nothing that these logs show.']},
      {name: 'Would a mirror have helped', value: ['The question does not arise without an error.']},
      {name: 'Do now', value: [nothing ? 'Give a log that can be read; the notices say what was wrong.' : 'Nothing.']},
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
