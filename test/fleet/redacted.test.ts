import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck} from '../cli/run.js'
import {logOf, put} from './bundles.js'
import {treeOf} from './dataset.js'

const NAMES = ['node0005', 'node0003', 'globex', 'acme']
const clean = (text: string): readonly string[] => NAMES.filter(name => text.toLowerCase().includes(name))

/** Logs of two machines below a folder that names a customer, and where datasets and the private map go. */
function casesOf() {
  const folder = freshFolder()
  const input = join(folder, 'globex')
  for (const index of [3, 5]) put(join(input, `acme-${index}.log`), logOf(index))
  return {folder, input, out: join(folder, 'out'), map: join(folder, 'map.json')}
}

describe('batch --redact', () => {
  it('writes a dataset that names nobody, the same one in any order, with one pseudonym a name', () => {
    const {folder, input, out, map} = casesOf()
    const {code, out: told} = mirrorcheck(['batch', input, '--out', out, '--redact-map', map, '--jobs', '2', '--json'])
    expect(code).toBe(0)
    expect(clean(told.replaceAll(folder, ''))).toEqual([])
    for (const [name, text] of treeOf(out)) expect(clean(text), name).toEqual([])
    const {key, names} = JSON.parse(readFileSync(map, 'utf8'))
    expect(key).toMatch(/^[\da-f]{32}$/)
    expect(names.host.node0005).toMatch(/^host-[\da-f]{10}$/)
    const again = join(folder, 'again')
    mirrorcheck(['batch', input, '--out', again, '--redact-map', map, '--jobs', '1'])
    expect(treeOf(again)).toEqual(treeOf(out))
    const {out: fleet} = mirrorcheck(['fleet', out, '--json'])
    expect(fleet).toContain(names.host.node0005)
    const {out: one} = mirrorcheck(['analyze', join(input, 'acme-5.log'), '--redact-map', map, '--json'])
    expect(one).toContain(names.host.node0005)
  })

  it('keeps one map, however many inputs are settled at once', () => {
    const {folder, input, out, map} = casesOf()
    for (let copy = 0; copy < 24; copy += 1) put(join(input, `acme-5-${copy}.log`), logOf(5))
    expect(mirrorcheck(['batch', input, '--out', out, '--redact-map', map, '--jobs', '8'])).toMatchObject({
      code: 0,
      err: '',
    })
    const again = join(folder, 'again')
    mirrorcheck(['batch', input, '--out', again, '--redact-map', map, '--jobs', '1'])
    expect(treeOf(again)).toEqual(treeOf(out))
  })

  it('is refused without a map, and where names stand already', () => {
    const {input, out, map} = casesOf()
    expect(mirrorcheck(['batch', input, '--out', out, '--redact']).code).toBe(2)
    mirrorcheck(['batch', input, '--out', out])
    expect(mirrorcheck(['batch', input, '--out', out, '--redact-map', map])).toMatchObject({
      code: 2,
      err: expect.stringContaining('new or empty folder'),
    })
  })
})

describe('fleet --redact', () => {
  it('names nobody in any form', () => {
    const {folder, input, out, map} = casesOf()
    mirrorcheck(['batch', input, '--out', out])
    const at = (ending: string): string => join(folder, `roll-up.${ending}`)
    const forms = ['html', 'md', 'txt', 'json', 'csv', 'pdf']
    const {code, out: told} = mirrorcheck([
      ...['fleet', out, '--redact-map', map],
      ...forms.flatMap(ending => ['-o', at(ending)]),
    ])
    expect(code).toBe(0)
    expect(clean(told)).toEqual([])
    for (const ending of forms) expect(clean(readFileSync(at(ending), 'latin1')), ending).toEqual([])
    expect(mirrorcheck(['fleet', out, '--redact-map', map, '--json']).out).toContain('host-1')
  })
})
