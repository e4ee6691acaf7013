import {existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import axe from 'axe-core'
import {type Browser, chromium, type Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {diffAnalyses} from '../../src/report/diff/diff-analyses.js'
import {diffDocument} from '../../src/report/diff/diff-page.js'
import type {ReportDocument} from '../../src/report/document.js'
import {fleetDocument} from '../../src/report/fleet/fleet-document.js'
import {analyzeText} from '../analyze-text.js'
import {FLEETS} from './fixtures/fleets.js'
import {OPTIONS, render, renderDocument} from './render.js'

/** The browser of the machine: tests download none. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const SAMPLES = ['kernel-panic-unmirrored', 'mirror-failover-skylake']
const WHAT_IFS = [{name: 'full'}, {name: 'partial:12.5'}]

const samplePath = (name: string) => fileURLToPath(new URL(`../../samples/${name}.log`, import.meta.url))

/** The report on a sample as a file on disk, as a reader would open it. */
async function writeReport(name: string, lang: 'en' | 'zh-CN' = 'en'): Promise<string> {
  const {analysis} = await analyzeText(readFileSync(samplePath(name)), WHAT_IFS)
  const path = join(mkdtempSync(join(tmpdir(), 'mirrorcheck-')), `${name}.html`)
  writeFileSync(path, await render(analysis, 'html', {...OPTIONS, lang}))
  return pathToFileURL(path).href
}

const saved = (name: string, html: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'mirrorcheck-')), `${name}.html`)
  writeFileSync(path, html)
  return pathToFileURL(path).href
}

const rendered = async (name: string, document: ReportDocument): Promise<string> =>
  saved(name, await renderDocument(document, 'html'))

async function beforeAndAfter(): Promise<string> {
  const log = readFileSync(samplePath('storm-to-uncorrected'), 'utf8')
  const [before, after] = await Promise.all(
    [log.slice(0, log.length / 2), log].map(async text => (await analyzeText(text, WHAT_IFS)).analysis),
  )
  if (before === undefined || after === undefined) throw new Error('no analysis')
  return rendered('diff', diffDocument(diffAnalyses(before, after), '0.0.0-test'))
}

/** Pages that are no report on one analysis. */
const PAGES = [
  ...Object.entries(FLEETS).map(([name, fleet]) => ({
    name: `fleet (${name})`,
    write: () => rendered('fleet', fleetDocument(fleet)),
  })),
  {name: 'diff', write: beforeAndAfter},
]

/** What a page said on its console and fetched beside itself. */
interface Heard {
  readonly said: string[]
  readonly fetched: string[]
}

function listen(page: Page, url: string): Heard {
  const heard: Heard = {said: [], fetched: []}
  page.on('console', message => heard.said.push(message.text()))
  page.on('pageerror', error => heard.said.push(String(error)))
  page.on('request', request => {
    if (request.url() !== url) heard.fetched.push(request.url())
  })
  return heard
}

/** A script that runs in the page, `in-page/<name>.js`; its value is a list of what is wrong. */
const inPage = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`in-page/${name}.js`, import.meta.url)), 'utf8')

const TEXT_OUTSIDE = inPage('text-outside')
const FAINT_TEXTS = inPage('faint-texts')
/** Rules of WCAG 2.2 AA and of good practice that the page breaks, each with the elements that do. */
const BROKEN_RULES = inPage('broken-rules')
const EVERY_SAMPLE = readdirSync(fileURLToPath(new URL('../../samples/', import.meta.url)))
  .filter(name => name.endsWith('.log'))
  .map(name => name.replace(/\.log$/, ''))

if (!existsSync(CHROMIUM)) {
  describe('the report in a browser', () => {
    it.skip(`NOT RUN: there is no Chromium at ${CHROMIUM}; install one or name it in $CHROMIUM`, () => {})
  })
} else {
  describe('axe', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await chromium.launch({executablePath: CHROMIUM, args: ['--no-sandbox']})
    }, 60_000)
    afterAll(async () => browser?.close())

    const broken = async (url: string, width: number, colorScheme: 'light' | 'dark') => {
      // The page's own policy lets no script in, axe's neither.
      const context = await browser.newContext({viewport: {width, height: 900}, colorScheme, bypassCSP: true})
      const page = await context.newPage()
      await page.goto(url)
      await page.evaluate(axe.source)
      const found = await page.evaluate(BROKEN_RULES)
      await context.close()
      return found
    }

    it.each(EVERY_SAMPLE)(
      'finds nothing in the report on %s',
      async name => {
        const url = await writeReport(name)
        expect(await broken(url, 1400, 'light')).toEqual([])
        expect(await broken(url, 390, 'dark')).toEqual([])
      },
      60_000,
    )

    it('would find something', async () => {
      const path = join(mkdtempSync(join(tmpdir(), 'mirrorcheck-')), 'faulty.html')
      writeFileSync(path, '<!doctype html><title>x</title><main><img src="data:,"></main>')
      expect(await broken(pathToFileURL(path).href, 1400, 'light')).toContain('image-alt: img')
    })

    it.each(PAGES)(
      'finds nothing in the $name page, folded out',
      async ({write}) => {
        const url = await write()
        expect(await broken(url, 1400, 'light')).toEqual([])
        expect(await broken(url, 768, 'dark')).toEqual([])
      },
      60_000,
    )

    it.each(PAGES)(
      'keeps the $name page inside every window',
      async ({write}) => {
        const url = await write()
        for (const width of [390, 768, 1400]) {
          const page = await browser.newPage({viewport: {width, height: 900}})
          await page.goto(url)
          expect(await page.evaluate(TEXT_OUTSIDE)).toEqual([])
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
          await page.close()
        }
      },
      60_000,
    )

    it('finds nothing in the Chinese report', async () => {
      expect(await broken(await writeReport('kernel-panic-unmirrored', 'zh-CN'), 1400, 'dark')).toEqual([])
    }, 60_000)
  })

  describe.each(SAMPLES)('the report on %s in a browser', name => {
    let browser: Browser
    let url = ''
    beforeAll(async () => {
      url = await writeReport(name)
      browser = await chromium.launch({executablePath: CHROMIUM, args: ['--no-sandbox']})
    }, 60_000)
    afterAll(async () => browser?.close())

    const open = async (width: number, colorScheme: 'light' | 'dark' = 'light') => {
      const page = await browser.newPage({viewport: {width, height: 900}, colorScheme})
      const heard = listen(page, url)
      await page.goto(url)
      return {page, heard}
    }

    it.each([390, 768, 1400])(
      'at %i pixels says nothing, fetches nothing, and keeps inside the window',
      async width => {
        const {page, heard} = await open(width)
        expect(await page.evaluate(TEXT_OUTSIDE)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
        expect(heard).toEqual({said: [], fetched: []})
        await page.close()
      },
    )

    it('shows the five answers on the first screen', async () => {
      const {page} = await open(1400)
      const last = await page.locator('.answers > div').last().boundingBox()
      expect((last?.y ?? 9999) + (last?.height ?? 0)).toBeLessThanOrEqual(900)
      await page.close()
    })

    it.each(['light', 'dark'] as const)('in %s mode every text stands out from its ground', async scheme => {
      const {page} = await open(1400, scheme)
      expect(await page.evaluate(FAINT_TEXTS)).toEqual([])
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor')
      expect(ground === 'rgb(255, 255, 255)').toBe(scheme === 'light')
      await page.close()
    })

    it('prints on paper: no navigation, black on white, several pages', async () => {
      const {page} = await open(1400, 'dark')
      await page.emulateMedia({media: 'print', colorScheme: 'dark'})
      expect(await page.locator('nav').isVisible()).toBe(false)
      expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)')
      const paper = await page.pdf({preferCSSPageSize: true})
      expect(paper.subarray(0, 5).toString('latin1')).toBe('%PDF-')
      expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(2)
      await page.close()
    })
  })
}
