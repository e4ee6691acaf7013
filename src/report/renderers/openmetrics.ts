import type {Analysis} from '../analysis.js'
import {defineRenderer, type ReportDocument} from '../document.js'
import {printable} from '../format.js'
import {FAMILIES, type Family, type Sample} from './_metric-families.js'

/** Text of a label's value or of a help line: what the grammar escapes, and no control character. */
const escaped = (text: string): string => printable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')

function sampleLine(name: string, {labels, value}: Sample): string {
  const pairs = Object.entries(labels).flatMap(([label, text]) =>
    text === undefined ? [] : [`${label}="${escaped(String(text))}"`],
  )
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`
}

/** A family with its samples; none where it has none. */
function familyLines({name, unit, help, samples}: Family, analysis: Analysis): string[] {
  const rows = samples(analysis)
  if (rows.length === 0) return []
  return [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...rows.map(row => sampleLine(name, row)),
  ]
}

/** A document about many analyses has its own numbers elsewhere; here is only who wrote it. */
const render = ({analysis}: ReportDocument): string =>
  [...FAMILIES.flatMap(family => familyLines(family, analysis)), '# EOF', ''].join('\n')

/**
 * OpenMetrics 1.0 text, which the Prometheus text format reads too: for the textfile collector of node_exporter. All
 * families are gauges: they tell what one analysis found, and a log that was rotated makes them fall.
 */
export default defineRenderer({
  id: 'openmetrics',
  title: 'OpenMetrics text, numbers for a monitoring system',
  endings: ['.prom', '.om'],
  bare: true,
  render,
})
