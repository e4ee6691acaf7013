import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLine} from '../evidence-line.js'

// edac-util -v:
//   mc0: csrow0: ch0: 3 Corrected Errors
//   mc1: csrow2: mc#1csrow#2channel#0: 0 Uncorrected Errors
//   mc0: 0 Uncorrected Errors with no DIMM info
// Running totals since the driver was loaded: counters of the platform, not events; zero says nothing happened.

const ID = 'edac-util'
const ROW =
  /^mc(\d+): (?:(?:csrow|rank|dimm)(\d+): )?(?:(.+?): )?(\d+) (Corrected|Uncorrected) Errors?(?: with no DIMM info)?$/

export default defineDialect({
  id: ID,
  title: 'edac-util -v: counters of the memory controllers',
  literals: [' Corrected Error', ' Uncorrected Error'],
  samples: ['mc0: csrow0: ch0: 3 Corrected Errors', 'mc1: csrow2: mc#1csrow#2channel#0: 1 Uncorrected Errors'],
  read(line): DialectOutput | undefined {
    const match = ROW.exec(line.text.trim())
    if (match === null) return undefined
    const [, controller, row, name, total = '', word] = match
    const count = Number(total)
    if (count === 0) return {}
    return {
      facts: [
        {
          kind: 'fact',
          fact: 'error-counter',
          dialect: ID,
          envelope: line.envelope,
          evidence: [quoteLine(line)],
          scope: [
            `mc${controller}`,
            ...(row === undefined ? [] : [`csrow${row}`]),
            ...(name === undefined ? [] : [name]),
          ].join(' '),
          name: `${word} errors`,
          count,
          period: 'current',
        },
      ],
    }
  },
})
