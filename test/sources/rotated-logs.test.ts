import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {analyze} from '../../src/analyze.js'
import {workFolder} from './archives.js'
import {inChunks} from './bytes.js'

const {path: folder, put, run} = workFolder()

const LINES = readFileSync(new URL('../../samples/storm-to-uncorrected.log', import.meta.url), 'utf8')
  .split('\n')
  .slice(0, -1)
const text = (from: number, to: number): string => `${LINES.slice(from, to).join('\n')}\n`
const half = LINES.length >> 1

/** What does not depend on how the log is spread over files. */
const told = async (path: string) => {
  const {analysis, lost} = await analyze({
    paths: [`${folder}/${path}`],
    stdin: inChunks(Buffer.alloc(0)),
    nowMs: Date.UTC(2026, 10, 25),
    version: '0.0.0-test',
    pluginRoots: [],
    whatIfs: [],
    seed: 1,
    draws: 100,
  })
  const {errors, incidents, hosts, summary} = analysis
  return {
    lost,
    hosts: hosts.map(({id, boots}) => [id, boots.length]),
    errors: errors.map(({severity, time}) => [severity, time]),
    incidents: incidents.map(({severity, start, end, outcome}) => [severity, start, end, outcome]),
    counts: summary.errors,
  }
}

describe('rotated logs', () => {
  put('whole/messages', text(0, LINES.length))
  const spread: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'numbered, newest first': {messages: text(half, LINES.length), 'messages.1': text(0, half)},
    'dated, oldest first': {'messages-20261101': text(0, half), 'messages-20261108': text(half, LINES.length)},
    'copied twice': {
      messages: text(0, LINES.length),
      'messages.1': text(0, LINES.length),
      'messages.bak': text(0, LINES.length),
    },
    overlapping: {messages: text(half - 20, LINES.length), 'messages.1': text(0, half + 20)},
  }

  it.each(Object.entries(spread))(
    '%s, tell what the whole log tells, in a folder and in an archive',
    async (name, files) => {
      const whole = await told('whole')
      expect(whole.errors.length).toBeGreaterThan(0)
      const place = name.replaceAll(/\W+/g, '-')
      for (const [file, content] of Object.entries(files)) put(`${place}/${file}`, content)
      run('tar', '-czf', `${place}.tgz`, place)
      expect(await told(place)).toEqual(whole)
      expect(await told(`${place}.tgz`)).toEqual(whole)
    },
  )
})
