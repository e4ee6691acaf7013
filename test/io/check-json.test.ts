import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {analysisFindings} from '../../src/io/check-json.js'
import {openVoice} from '../../src/report/language/voice.js'
import {ROOT} from '../cli/run.js'

const GOLDEN = join(ROOT, 'test/golden')
const [golden = ''] = readdirSync(GOLDEN).filter(name => name.endsWith('.json'))
const analysis: Record<string, unknown> = JSON.parse(readFileSync(join(GOLDEN, golden), 'utf8'))

describe('what keeps a file from being an analysis', () => {
  test('nothing, when it is one', async () => {
    expect(await analysisFindings(analysis)).toEqual([])
  })

  test.each([
    [
      {...analysis, schema: 'mirrorcheck/analysis/9'},
      'schema is "mirrorcheck/analysis/9", not "mirrorcheck/analysis/1"',
    ],
    [{...analysis, errors: 'none'}, 'errors is "none", not of the type array'],
    [{...analysis, hosts: [{}]}, 'hosts[0] has no field "id"'],
    [{...analysis, odd: 1}, 'the document has a field that is not known: "odd"'],
    [[1, 2], 'the document is [1,2], not of the type object'],
    ['x'.repeat(500), `the document is "${'x'.repeat(119)}…, not of the type object`],
  ])('names the field, what stands there and what should (%#)', async (json, line) => {
    const findings = await analysisFindings(json)
    expect(findings).toContain(line)
    const {say} = await openVoice('zh-CN')
    expect(say(line)).toMatch(/\p{Script=Han}/u)
  })
})
