import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {allDialects, type Reading, readText} from './read-text.js'

// A central log server writes the lines of many hosts into one file: each host's story stays its own.

const root = fileURLToPath(new URL('./dialects/', import.meta.url))

/** Messages of a fixture without the stamps and names that its own machine put before them. */
const messagesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter(row => row !== '')
    .map(row => row.replace(/^(?:\w{3} [ \d]\d [\d:]{8} \S+ kernel: )?(?:\[ *\d+\.\d+\] ?)?/, ''))

/** Whole lines only: what wraps over physical lines cannot be told apart once others stand between. */
const fixtures = allDialects.flatMap(({id}) =>
  readdirSync(root + id)
    .filter(name => name.endsWith('.log') && !/wrapped|broken|copied|screen|split/.test(name))
    .map(name => ({name: `${id}/${name}`, rows: messagesOf(readFileSync(`${root}${id}/${name}`, 'utf8'))})),
)

const dress = (host: string, rows: readonly string[]): readonly string[] =>
  rows.map(row => `Nov 23 04:12:09 ${host} kernel: ${row}`)

/** Everything read of one host, where it was read left out; in order of what it says. */
const storyOf = (reading: Reading, host: string): readonly string[] =>
  [...reading.records, ...reading.facts]
    .filter(read => read.envelope.host === host)
    .map(({evidence, envelope, ...said}) =>
      JSON.stringify(said, (_, value) => (typeof value === 'bigint' ? `0x${value.toString(16)}` : value)),
    )
    .sort()

const read = (rows: readonly string[]): Reading => readText(`${rows.join('\n')}\n`)

/** Rows of both, each in its own order, by a stream of coin tosses. */
const interleave = (
  left: readonly string[],
  right: readonly string[],
  tosses: readonly boolean[],
): readonly string[] => {
  const one = [...left]
  const other = [...right]
  const rows: string[] = []
  for (let turn = 0; one.length + other.length > 0; turn++) {
    const wanted = tosses[turn % tosses.length] ? one : other
    rows.push(wanted.shift() ?? one.shift() ?? other.shift() ?? '')
  }
  return rows
}

describe('lines of two hosts in one file', () => {
  it('give each host what its own lines give alone', () => {
    const choice = fc.constantFrom(...fixtures)
    const tosses = fc.array(fc.boolean(), {minLength: 7, maxLength: 60})
    fc.assert(
      fc.property(choice, choice, tosses, (one, other, coins) => {
        const left = dress('node7', one.rows)
        const right = dress('node8', other.rows)
        const mixed = read(interleave(left, right, coins))
        expect(storyOf(mixed, 'node7'), `${one.name} with ${other.name}`).toEqual(storyOf(read(left), 'node7'))
        expect(storyOf(mixed, 'node8'), `${other.name} with ${one.name}`).toEqual(storyOf(read(right), 'node8'))
      }),
      {numRuns: 150},
    )
  })
})
