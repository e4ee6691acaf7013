import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import type {LogLine} from '../../src/logs/log-line.js'
import type {Dialect} from '../../src/records/define-dialect.js'
import {linesOf} from './lines-of.js'
import {allDialects} from './read-text.js'

const root = fileURLToPath(new URL('./dialects/', import.meta.url))

const fixtures = readdirSync(root, {recursive: true, encoding: 'utf8'})
  .filter(name => name.endsWith('.log'))
  .map(name => readFileSync(root + name, 'utf8'))

/** The line, and what a broken page or screen may leave of it. */
const cutsOf = ({text, ...line}: LogLine): readonly LogLine[] => {
  const words = [...text.matchAll(/ /g)].map(({index}) => index)
  const edges = [0, ...words, ...Array.from({length: 8}, (_, part) => Math.floor((text.length * part) / 8))]
  return [
    ...edges.map(at => ({...line, text: text.slice(at)})),
    ...edges.map(at => ({...line, text: text.slice(at).trimStart()})),
    ...edges.map(at => ({...line, text: text.slice(0, at)})),
  ]
}

const lines = [
  ...new Map(
    fixtures
      .flatMap(text => linesOf(text))
      .flatMap(cutsOf)
      .map(line => [line.text, line] as const),
  ).values(),
]

/** Whether the dialect does anything with a line when nothing of it stands open. */
const claims = (dialect: Dialect, line: LogLine): boolean => {
  let isWritten = false
  const output = dialect.read(line, {
    read: () => undefined,
    write: () => {
      isWritten = true
    },
    drop: () => {},
    newestFirst: () => [],
  })
  return output !== undefined || isWritten
}

const opening = allDialects.filter(({dialect}) => dialect.opensUnmarked !== undefined)

describe.each(opening)('$id', ({dialect}) => {
  it('is asked about every line without a literal that it would begin a record with', () => {
    const unmarked = lines.filter(({text}) => !dialect.literals.some(literal => text.includes(literal)))
    const missed = unmarked.filter(line => !dialect.opensUnmarked?.test(line.text) && claims(dialect, line))
    expect(missed.map(({text}) => text)).toEqual([])
  })
})

it('most lines of other programs concern none of them', () => {
  const other = [
    'Accepted publickey for deploy from 10.0.0.1 port 4711 ssh2: ED25519 SHA256:x',
    'pam_unix(sshd:session): session opened for user deploy(uid=1000) by (uid=0)',
    'Started session-4711.scope - Session 4711 of User deploy.',
    'audit: type=1400 audit(1.2:3): apparmor="DENIED" operation="open" profile="snap.lxd" name="/proc/1/status"',
    '(root) CMD (   cd / && run-parts --report /etc/cron.hourly)',
    'veth12ab: link becomes ready',
  ]
  const asked = other.filter(text => opening.some(({dialect}) => dialect.opensUnmarked?.test(text)))
  expect(asked).toEqual([])
})
