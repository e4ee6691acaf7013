import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck, ROOT} from './run.js'

const folder = freshFolder()
const at = (name: string) => join(folder, name)
const LOG = at('globex-zeus.log')
writeFileSync(
  LOG,
  readFileSync(join(ROOT, 'samples/user-read-page-offlined.log'), 'utf8').replaceAll('web12', 'zeus-globex-77'),
)
const SECRETS = ['zeus', 'globex', folder]
const FACES = ['html', 'md', 'txt', 'csv', 'json']

const expectClean = (text: string) => {
  for (const secret of SECRETS) expect(text).not.toContain(secret)
}

describe('analyze --redact', () => {
  it('keeps names out of stdout and of every file', () => {
    const {code, out} = mirrorcheck([
      'analyze',
      LOG,
      '-q',
      '--redact-map',
      at('map.json'),
      ...FACES.flatMap(face => ['-o', at(`r.${face}`)]),
    ])
    expect(code).toBe(0)
    expectClean(out)
    for (const face of FACES) expectClean(readFileSync(at(`r.${face}`), 'utf8'))
    expect(statSync(at('map.json')).mode & 0o777).toBe(0o600)
  })

  it('gives the same pseudonyms with the same map, and renders a saved analysis redacted', () => {
    mirrorcheck(['analyze', LOG, '-q', '-o', at('open.json')])
    const first = readFileSync(at('r.md'), 'utf8')
    const {code, out} = mirrorcheck([
      'report',
      at('open.json'),
      '-q',
      '--redact-map',
      at('map.json'),
      '-o',
      at('again.md'),
    ])
    expect(code).toBe(0)
    expectClean(out)
    expect(readFileSync(at('again.md'), 'utf8')).toBe(first)
  })

  it('says what could not be read without naming it', () => {
    const {code, out, err} = mirrorcheck(['analyze', LOG, at('globex-missing.log'), '--redact', '--json'])
    expect(code).toBe(4)
    expectClean(out)
    expectClean(err)
  })

  it('refuses a map that is none, and overwrites nothing', () => {
    writeFileSync(at('notes.json'), '{"my": "notes"}')
    expect(mirrorcheck(['analyze', LOG, '--redact-map', at('notes.json')]).code).toBe(2)
    expect(readFileSync(at('notes.json'), 'utf8')).toBe('{"my": "notes"}')
  })
})

describe('diff', () => {
  it('compares two saved analyses, and gates on what is new', () => {
    const lines = readFileSync(join(ROOT, 'samples/storm-to-uncorrected.log'), 'utf8').split('\n')
    writeFileSync(at('a.log'), `${lines.slice(0, 200).join('\n')}\n`)
    writeFileSync(at('b.log'), lines.join('\n'))
    for (const name of ['a', 'b']) mirrorcheck(['analyze', at(`${name}.log`), '-q', '-o', at(`${name}.json`)])
    const {code, out} = mirrorcheck([
      'diff',
      at('a.json'),
      at('b.json'),
      '-q',
      '-o',
      at('d.html'),
      '-o',
      at('d.md'),
      '--fail-on',
      'uncorrected',
    ])
    expect(code).toBe(10)
    expect(out).toContain('Errors go on at')
    expect(mirrorcheck(['diff', at('a.json'), at('a.json'), '--fail-on', 'corrected']).code).toBe(0)
    expect(JSON.parse(mirrorcheck(['diff', at('a.json'), at('b.json'), '--json']).out).schema).toBe(
      'mirrorcheck/diff/1',
    )
    expect(mirrorcheck(['diff', at('a.json'), at('a.log')]).code).toBe(2)
  })
})
