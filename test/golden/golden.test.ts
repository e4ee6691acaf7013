import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck, ROOT} from '../cli/run.js'

/** Whole runs over samples/, reviewed as diffs. `UPDATE_GOLDEN=1 npm test tests` writes what is said now. */
const FOLDER = join(ROOT, 'test/golden')
const samples = readdirSync(join(ROOT, 'samples')).filter(name => name.endsWith('.log'))
/** A year-less stamp gets its year from the file's time, which a clone sets anew: copies with a fixed one. */
const cwd = freshFolder()
mkdirSync(join(cwd, 'samples'))
for (const sample of samples) {
  cpSync(join(ROOT, 'samples', sample), join(cwd, 'samples', sample))
  utimesSync(join(cwd, 'samples', sample), new Date('2026-11-25T00:00:00Z'), new Date('2026-11-25T00:00:00Z'))
}
const WHAT_IFS = ['--what-if', 'none', '--what-if', 'full', '--what-if', 'partial:12.5']

/** The version moves with every release; the golden files should not. */
const steady = (text: string): string => text.replace(/("version": ")[^"]*/g, '$1x').replace(/mirrorcheck \d+\.\d+\.\d+/g, 'mirrorcheck x')

function expectGolden(name: string, text: string): void {
  const path = join(FOLDER, name)
  if (process.env.UPDATE_GOLDEN === '1' || !existsSync(path)) {
    if (process.env.CI === 'true' && !existsSync(path)) throw new Error(`${name} is missing: run UPDATE_GOLDEN=1 npm test tests`)
    writeFileSync(path, steady(text))
  }
  expect(steady(text)).toBe(readFileSync(path, 'utf8'))
}

describe.each(samples)('%s', sample => {
  const base = sample.replace(/\.log$/, '')

  it('says the same as its golden files', () => {
    const json = mirrorcheck(['analyze', '--json', ...WHAT_IFS, `samples/${sample}`], {cwd})
    expect(json.code, json.err).toBe(0)
    expectGolden(`${base}.json`, json.out)
    expectGolden(`${base}.txt`, mirrorcheck(['analyze', ...WHAT_IFS, `samples/${sample}`], {cwd}).out)
  })

  it('says the same twice', () => {
    const once = mirrorcheck(['analyze', '--json', `samples/${sample}`]).out
    expect(mirrorcheck(['analyze', '--json', `samples/${sample}`]).out).toBe(once)
  })
})
