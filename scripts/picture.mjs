#!/usr/bin/env node
// Takes the README's picture anew: the first page of the report on a sample, in a real browser (Chromium must be installed).
import {spawnSync} from 'node:child_process'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {chromium} from 'playwright-core'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const [
  sample = 'kernel-panic-unmirrored',
  target = 'samples/report.png',
  width = '1000',
  scheme = 'light',
  height = '1180',
] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-picture-'))
const report = join(folder, 'report.html')
const args = [
  'bin/mirrorcheck.js',
  'analyze',
  `samples/${sample}.log`,
  '--what-if',
  'full',
  '--what-if',
  'partial:12.5',
  '-o',
  report,
]
spawnSync(process.execPath, args, {stdio: 'inherit'})
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
const page = await browser.newPage({
  viewport: {width: Number(width), height: Number(height) || 1000},
  colorScheme: scheme,
  deviceScaleFactor: 1,
})
await page.goto(pathToFileURL(report).href)
await page.screenshot({path: target, fullPage: height === 'full'})
await browser.close()
