import {defineDialect} from '../define-dialect.js'
import {tellCounters} from '../error-counter.js'

// node_edac_correctable_errors_total{controller="0"} 3
// node_edac_csrow_uncorrectable_errors_total{controller="0",csrow="unknown"} 0
// node_edac_channel_correctable_errors_total{channel="1",controller="0",csrow="0",dimm_label="CPU_SrcID0_MC0_Chan1_DIMM0"} 3

const ID = 'node-exporter'

/** A sample of the text format: name, labels, value, sometimes a stamp in milliseconds; comments begin with `#`. */
const SAMPLE =
  /^node_edac_(?:(csrow|channel|dimm)_)?(un)?correctable_errors_total\{([^{}]{0,400})\}\s+(\d{1,12}(?:\.\d+)?(?:e\+?\d{1,2})?)(?:\s+\d{1,16})?$/
const LABEL = /([a-z_]{1,40})="((?:[^"\\]|\\.){0,120})"/g

/** A counter's place by its labels; what says that the place is not known is left out. */
const scopeOf = (labels: string): string => {
  const told = new Map([...labels.matchAll(LABEL)].map(([, name = '', value = '']) => [name, value] as const))
  const words = ['csrow', 'channel', 'dimm'].flatMap(name => {
    const value = told.get(name)
    return value === undefined || value === 'unknown' ? [] : [`${name}${value}`]
  })
  const label = told.get('dimm_label')
  return [
    `mc${told.get('controller') ?? '?'}`,
    ...words,
    ...(label === undefined || label === 'unknown' ? [] : [label]),
  ].join(' ')
}

/** Counters of the memory controllers as Prometheus' node exporter serves them: totals, never events. */
export default defineDialect({
  id: ID,
  title: 'node_exporter: counters of the memory controllers',
  literals: ['correctable_errors_total{'],
  samples: [
    'node_edac_correctable_errors_total{controller="0"} 3',
    'node_edac_csrow_uncorrectable_errors_total{controller="0",csrow="unknown"} 0',
  ],
  read(line) {
    const [, , un, labels, value = ''] = SAMPLE.exec(line.text.trim()) ?? []
    if (labels === undefined) return undefined
    const word = un === undefined ? 'Corrected' : 'Uncorrected'
    return tellCounters([{lines: [line], scope: scopeOf(labels), word, count: Math.round(Number(value))}], ID)
  },
})
