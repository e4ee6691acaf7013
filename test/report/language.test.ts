import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import ts from 'typescript'
import {describe, expect, it} from 'vitest'
import type {Analysis} from '../../src/report/analysis.js'
import {readAnalysis} from '../../src/report/json.js'
import {inLanguage} from '../../src/report/language/in-language.js'
import {openSpeaker} from '../../src/report/language/speaker.js'
import {MARKS, NOTICE_CODES, PHRASES} from '../../src/report/language/zh-cn/index.js'
import {ROOT} from '../cli/run.js'
import {FIXTURES} from './fixtures/index.js'
import {panic} from './fixtures/panic.js'
import {documentOf, OPTIONS, render} from './render.js'

const ZH = {...OPTIONS, lang: 'zh-CN'} as const
const GOLDEN = join(ROOT, 'test/golden')
const analyses: [string, Analysis][] = [
  ...readdirSync(GOLDEN)
    .filter(name => name.endsWith('.json'))
    .map((name): [string, Analysis] => [name, readAnalysis(JSON.parse(readFileSync(join(GOLDEN, name), 'utf8')))]),
  ...Object.entries(FIXTURES).filter(([name]) => name === 'empty'),
]
const say = (text: string): string => openSpeaker(PHRASES, MARKS).say(text)

describe('简体中文', () => {
  it.each(analyses)('%s is told in Chinese to the last sentence', async (_, analysis) => {
    const {missing, remainder} = await inLanguage(documentOf(analysis), ZH)
    expect([...missing]).toEqual([])
    expect(remainder()).toBe('')
    for (const id of ['html', 'markdown', 'text']) expect(await render(analysis, id, ZH)).not.toContain('尚无中文译文')
  })

  it.each(analyses)('%s has no English on its first screen', async (_, analysis) => {
    const screen = await render(analysis, 'text', ZH)
    const kept =
      /-o report\.\w+|kernelcore=mirror|(?:efi|mem)=\w+|echo 0x.*|\/sys\/[\w/]*|\/var\/[\w./]*|journalctl -k(?: -b)?|ipmitool sel elist|ras-mc-ctl[ -\w]*|dmidecode -t \d+|efibootmgr -m|--\w+|Linux [\d.-]+/g
    expect(screen.replace(kept, '')).not.toMatch(/[a-z]{3,} [a-z]{2,} [a-z]{2,}/)
  })

  it.each([
    ['panic', 'markdown', 'md'],
    ['panic', 'text', 'txt'],
    ['failover', 'text', 'txt'],
    ['quiet', 'text', 'txt'],
  ])('%s as %s is as before', async (name, id, ending) => {
    const analysis = FIXTURES[name]
    if (analysis === undefined) throw new Error(name)
    await expect(await render(analysis, id, ZH)).toMatchFileSnapshot(`golden/zh-CN/${name}.${ending}`)
  })

  it('takes no part of a sentence for a size', async () => {
    const {document} = await inLanguage(documentOf(panic), ZH)
    const texts = JSON.stringify(document.sections.find(({id}) => id === 'address-map')?.blocks)
    expect(texts).toContain('没有镜像')
    expect(texts).not.toContain('nothing is')
  })

  it('the terminal keeps to 80 cells', async () => {
    const {cells} = await import('../../src/report/cells.js')
    for (const [, analysis] of analyses)
      for (const line of (await render(analysis, 'text', ZH)).split('\n')) expect(cells(line)).toBeLessThanOrEqual(80)
  })

  it('text of a log stays as it is', async () => {
    const {hostile} = FIXTURES
    if (hostile === undefined) throw new Error('no hostile')
    const english = JSON.stringify(documentOf(hostile).sections.find(({id}) => id === 'evidence')?.blocks)
    const {document} = await inLanguage(documentOf(hostile), ZH)
    const lines = (text: string) => text.match(/"lines":.*/)?.[0]
    expect(lines(JSON.stringify(document.sections.find(({id}) => id === 'evidence')?.blocks))).toBe(lines(english))
  })
})

describe('a speaker', () => {
  it('puts parts of parts, sentence after sentence', () => {
    expect(say('A memory error in kernel data took the machine down for 11 minutes.')).toBe(
      '内核数据中的内存错误致使机器停机 11 分钟。',
    )
    expect(say('Not needed: the log shows no loss. As it was: ')).toBe('不需要：日志未显示损失。当时的状况：')
  })

  it('keeps what has no words and says so', () => {
    const speaker = openSpeaker(PHRASES, MARKS)
    expect(speaker.say('Somebody wrote another sentence here.')).toBe('Somebody wrote another sentence here.')
    expect(speaker.say('db7')).toBe('db7')
    expect([...speaker.missing]).toEqual(['Somebody wrote another sentence here.'])
  })

  it('does not put half of a sentence', () => {
    expect(say('not covered, and somebody else said more')).toBe('not covered, and somebody else said more')
  })

  it('stands hostile texts of any length', () => {
    for (const text of ['a and '.repeat(5000), '('.repeat(2000), ', '.repeat(3000), '\ue000'.repeat(50), '{n} %'])
      expect(say(text)).toBe(text)
  })
})

/** Texts with holes where a value is put, of one source file. */
function textsOf(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return
    if (ts.isPropertyAssignment(node) && ['cites', 'title', 'lines'].includes(node.name.getText())) return
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text)
    if (ts.isTemplateExpression(node))
      texts.push(node.head.text, ...node.templateSpans.map(({literal}) => literal.text))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return texts
}

/** Folders and files whose sentences a report shows. */
const SPOKEN = [
  'mirror/rules',
  'tolerance',
  'report/sections',
  ...['advice', 'front-page', 'happened', 'mirror-answer', 'place', 'quiet-page', 'surer', 'words'].map(
    name => `report/${name}.ts`,
  ),
  'risk/caveats.ts',
  'report/fleet',
  'report/diff',
  'fleet/batch-page.ts',
  'report/layout-page.ts',
  'report/plan-page.ts',
  'report/plan-steps.ts',
  ...['plan-cautions', 'host-cautions', 'kernel-need'].map(name => `mirror/plan/${name}.ts`),
  ...['layout-checks', 'check-shape', 'layout-shape'].map(name => `mirror/${name}.ts`),
  'report/describe-error.ts',
  'errors/arm/arm-answers.ts',
  'errors/explanation/promises.ts',
  'errors/explanation/next-steps.ts',
  'errors/explanation/readings.ts',
  'errors/kernel-grade/actions.ts',
  'errors/kernel-grade/conditions.ts',
]

const files = (path: string): string[] =>
  path.endsWith('.ts')
    ? [join(ROOT, 'src', path)]
    : readdirSync(join(ROOT, 'src', path))
        .filter(name => name.endsWith('.ts') && name !== '_cites.ts')
        .map(name => join(ROOT, 'src', path, name))

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\(s\)|s?\b(?=s\b)/g, '')
    .replace(/[[\]{}]|\{\w+\}/g, ' ')
    .replace(/[^a-z0-9’]+/g, ' ')
    .trim()

describe('the phrases', () => {
  it('are each there once', () => {
    const all = PHRASES.map(({english}) => english)
    expect(all.filter((english, index) => all.indexOf(english) !== index)).toEqual([])
  })

  it.each(SPOKEN)('hold every sentence of %s', folder => {
    const known = PHRASES.map(({english}) => ` ${bare(english)} `).join('|')
    const missing = files(folder)
      .flatMap(textsOf)
      .filter(text => text.includes(' '))
      .flatMap(text => text.replace(/“[^”]*”|`[^`]*`/g, '. ').split(/(?<=[.:;]) /))
      .filter(
        part =>
          bare(part).split(' ').length >= 5 &&
          !/^(Linux \S*\/|the tolerance table)/.test(part) &&
          !known.includes(bare(part)),
      )
    expect(missing).toEqual([])
  })

  it('know the codes of notices', () => {
    for (const [code, meaning] of Object.entries(NOTICE_CODES)) {
      expect(code).toMatch(/^[a-z0-9-]+$/)
      expect(meaning).toMatch(/\p{Script=Han}/u)
    }
  })
})
