import {copyFileSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {strFromU8, unzipSync, zipSync} from 'fflate'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck, ROOT} from './run.js'

const LOG = join(ROOT, 'samples/kernel-panic-unmirrored.log')
const folder = freshFolder()
const at = (name: string) => join(folder, name)
copyFileSync(LOG, at('acme-db7.log'))

const textsIn = (path: string) =>
  Object.fromEntries(Object.entries(unzipSync(readFileSync(path))).map(([name, bytes]) => [name, strFromU8(bytes)]))

describe('bundle', () => {
  const {code, out} = mirrorcheck(['bundle', at('acme-db7.log'), '-o', at('one.zip'), '--redact-map', at('map.json')])
  const texts = textsIn(at('one.zip'))

  it('packs reports, evidence, hashes and says what it did', () => {
    expect(code).toBe(0)
    expect(out).toContain('SHA-256')
    expect(Object.keys(texts)).toEqual([
      'README.txt',
      'analysis.json',
      'evidence.txt',
      'report.html',
      'report.md',
      'manifest.json',
    ])
    const manifest = JSON.parse(texts['manifest.json'] ?? '')
    expect(manifest.redaction).toEqual({applied: true, processes: false})
    expect(manifest.originals).toHaveLength(1)
    expect(manifest.originals[0].bytes).toBe(statSync(LOG).size)
    expect(texts['evidence.txt']).toContain('Kernel panic')
  })

  it('names nobody, in no file of it', () => {
    for (const [name, text] of Object.entries(texts))
      for (const secret of ['db7', 'acme', '83b1d2a4c5e6f701', folder]) expect(text, name).not.toContain(secret)
  })

  it('keeps the private map readable by its owner alone', () => {
    expect(statSync(at('map.json')).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(at('map.json'), 'utf8')).names.host).toHaveProperty('db7')
  })

  it('has equal bytes for equal input', () => {
    const again = mirrorcheck(['bundle', at('acme-db7.log'), '-o', at('two.zip')])
    expect(again.code).toBe(0)
    expect(readFileSync(at('two.zip')).equals(readFileSync(at('one.zip')))).toBe(true)
  })

  it('leaves names with --no-redact', () => {
    mirrorcheck(['bundle', at('acme-db7.log'), '-o', at('open.zip'), '--no-redact'])
    expect(textsIn(at('open.zip'))['report.md']).toContain('db7')
  })

  it('is refused nothing: exit 3 without a readable log', () => {
    expect(mirrorcheck(['bundle', at('missing.log'), '-o', at('no.zip')]).code).toBe(3)
  })
})

describe('bundle verify', () => {
  it('finds all well, the original too', () => {
    const {code, out} = mirrorcheck(['bundle', 'verify', at('one.zip'), at('acme-db7.log')])
    expect(code).toBe(0)
    expect(out.match(/✔ matches/g)).toHaveLength(6)
  })

  it('finds a changed, a missing and an added file, and a log that is no original', () => {
    const {'report.md': report, 'evidence.txt': _gone, ...rest} = unzipSync(readFileSync(at('one.zip')))
    if (report === undefined) throw new Error('no report')
    writeFileSync(at('bad.zip'), zipSync({...rest, 'report.md': report.slice(1), 'extra.sh': report}))
    const {code, out} = mirrorcheck(['bundle', 'verify', at('bad.zip'), join(ROOT, 'samples/ordinary-boot.log')])
    expect(code).toBe(10)
    for (const said of [
      '✖ differs from its hash  report.md',
      '✖ is missing  evidence.txt',
      '✖ is not in the manifest  extra.sh',
      '✖ is none of the originals',
      '– original, not given here',
    ])
      expect(out).toContain(said)
  })

  it('refuses what is no bundle', () => {
    writeFileSync(at('other.zip'), zipSync({'a.txt': new Uint8Array(3)}))
    writeFileSync(at('cut.zip'), readFileSync(at('one.zip')).subarray(0, 5000))
    for (const name of ['other.zip', 'cut.zip', 'acme-db7.log', 'missing.zip']) {
      const {code, err} = mirrorcheck(['bundle', 'verify', at(name)])
      expect(code, name).toBe(2)
      expect(err).not.toContain('at Object.')
    }
  })
})
