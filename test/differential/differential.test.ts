import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {cpus} from '../errors/_built-ins.js'
import {disagreements} from './replay.js'
import {THEMES} from './themes.js'
import type {Theme, Vector} from './vector.js'

const fileOf = ({name}: Theme): URL => new URL(`./vectors/${name}.ndjson`, import.meta.url)

/** First line: what the vectors cite; then one vector a line. */
const written = ({cites, kernels, reasons, vectors}: Theme): string =>
  `${[{cites, ...(kernels === undefined ? {} : {kernels}), ...(reasons === undefined ? {} : {reasons})}, ...vectors].map(line => JSON.stringify(line)).join('\n')}\n`

const told = ({c, in: input}: Vector, theme: Theme, what: readonly string[]): string =>
  `${theme.cites[c]}: ${JSON.stringify(input)}: ${what.join('; ')}`

describe.each(THEMES)('$name', theme => {
  test('the vectors are the ones the sources give', () => {
    if (process.env.UPDATE_FIXTURES === '1') writeFileSync(fileOf(theme), written(theme))
    expect(existsSync(fileOf(theme))).toBe(true)
    expect(readFileSync(fileOf(theme), 'utf8') === written(theme), 'run with UPDATE_FIXTURES=1').toBe(true)
  })
  test('every vector cites its source', () => {
    for (const {c} of theme.vectors) expect(theme.cites[c], c).toMatch(/SDM|mcelog|rasdaemon|linux|AMD|Arm|UEFI/)
  })
  test('the decoder agrees with every vector', () => {
    const found = theme.vectors.flatMap(vector => {
      const what = disagreements(vector, theme, cpus)
      return what.length === 0 ? [] : [told(vector, theme, what)]
    })
    expect(found.slice(0, 20).join('\n'), `${found.length} of ${theme.vectors.length} differ`).toBe('')
  })
})

test('there are enough vectors', () => {
  expect(THEMES.reduce((sum, {vectors}) => sum + vectors.length, 0)).toBeGreaterThan(3000)
})
