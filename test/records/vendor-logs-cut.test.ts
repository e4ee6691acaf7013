import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import {dialectNamed, type Reading, readText} from './read-text.js'

// Logs of vendors' tools arrive cut: whatever is left gives no register value that the whole log does not have.

const root = fileURLToPath(new URL('./dialects/', import.meta.url))
const ids = [
  ...['aest', 'bgl-ras', 'bios-post', 'bmc-crashdump', 'esxi-vmkernel', 'fault-manager', 'hpe-iml'],
  ...['ipmi-sel', 'redfish', 'windows-crash-dump', 'windows-whea', 'xen'],
]
const dialects = ids.map(dialectNamed)
const fixtures = ids.flatMap(id =>
  readdirSync(root + id)
    .filter(name => name.endsWith('.log'))
    .map(name => ({name: `${id}/${name}`, text: readFileSync(`${root}${id}/${name}`, 'utf8')})),
)

const NAMES = ['status', 'addr', 'misc', 'bank'] as const

const registersIn = ({records}: Reading): Set<string> =>
  new Set(
    records.flatMap(record =>
      record.kind === 'machine-check'
        ? NAMES.flatMap(name => (record[name] === undefined ? [] : [`${name} ${record[name]}`]))
        : [],
    ),
  )

/** Cuts tried per text. */
const CUTS = 400

describe.each(fixtures)('$name', ({text}) => {
  const whole = registersIn(readText(text, dialects))
  const step = Math.max(1, Math.floor(text.length / CUTS))
  const ends = Array.from({length: Math.ceil(text.length / step)}, (_, index) => index * step)

  it('cut anywhere invents no register', () => {
    for (const end of ends) {
      const reading = readText(text.slice(0, end), dialects)
      const invented = [...registersIn(reading)].filter(value => !whole.has(value))
      expect(invented, `cut behind ${text.slice(Math.max(0, end - 60), end)}`).toEqual([])
    }
  })

  it('cut anywhere fails nowhere and says what is partial', () => {
    for (const end of ends) {
      const {records, notices} = readText(text.slice(0, end), dialects)
      expect(notices.filter(({code}) => code === 'dialect-failed')).toEqual([])
      expect(notices.length).toBeGreaterThanOrEqual(records.filter(record => record.partial).length)
    }
  })
})
