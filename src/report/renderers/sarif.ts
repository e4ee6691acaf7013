import type {Log, ReportingDescriptor, Run} from 'sarif'
import type {Severity} from '../../errors/memory-error.js'
import type {Analysis} from '../analysis.js'
import {defineRenderer, type ReportDocument} from '../document.js'
import {capital, shorten} from '../format.js'
import {SEVERITIES} from '../words.js'
import {artifactOf, locationOf} from './_sarif-places.js'
import {resultOf} from './_sarif-result.js'

/** Positions of one notice that are written; the count says how many there were. */
const POSITIONS = 10

/** One SARIF rule per severity an incident has here: `memory-error/srar`. */
const ruleOf = (severity: Severity): ReportingDescriptor => ({
  id: `memory-error/${severity}`,
  shortDescription: {text: `An incident whose gravest error is ${SEVERITIES[severity]}.`},
  name: `${capital(severity)}MemoryError`,
})

function notificationOf({code, message, positions, count = 1}: Analysis['notices'][number], {inputs}: Analysis) {
  const locations = positions.slice(0, POSITIONS).map(position => locationOf(position, inputs))
  return {
    level: 'warning' as const,
    message: {text: shorten(message, 2000)},
    descriptor: {id: code},
    ...(locations.length === 0 ? {} : {locations}),
    properties: {count},
  }
}

/** Codes of notices as descriptors, each once, in order. */
const notificationRules = ({notices}: Analysis): ReportingDescriptor[] =>
  [...new Set(notices.map(({code}) => code))].sort().map(id => ({id}))

const TOO_MANY = 'This document tells of many analyses: their results stand in the SARIF of each, and in the JSON form.'

function runOf({analysis, own}: ReportDocument): Run {
  const severities = [...new Set(analysis.incidents.map(({severity}) => severity))].sort()
  const told = analysis.notices.map(notice => notificationOf(notice, analysis))
  const many = own === undefined ? [] : [{level: 'note' as const, message: {text: TOO_MANY}}]
  return {
    tool: {
      driver: {
        name: analysis.tool.name,
        version: analysis.tool.version,
        rules: severities.map(ruleOf),
        notifications: notificationRules(analysis),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [{executionSuccessful: true, toolExecutionNotifications: [...told, ...many]}],
    artifacts: analysis.inputs.map(artifactOf),
    results: analysis.incidents.map(incident => resultOf(incident, analysis)),
  }
}

function renderSarif(document: ReportDocument): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(document)],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

/** SARIF 2.1.0 (OASIS standard): an incident is a result, its log lines are the places, an input is an artifact. */
export default defineRenderer({
  id: 'sarif',
  title: 'SARIF 2.1.0, one result an incident',
  endings: ['.sarif'],
  bare: true,
  render: renderSarif,
})
