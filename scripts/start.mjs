#!/usr/bin/env node
// The main job on a sample, from a fresh clone: installs and builds what is missing, analyses a log, writes the report.
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const must = (command, ...args) => {
  const {status} = spawnSync(command, args, {stdio: 'inherit'})
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync('node_modules/esbuild')) must('npm', 'ci', '--no-audit', '--no-fund')
if (!existsSync('dist/.built')) must(process.execPath, 'scripts/build.mjs')
must(
  process.execPath,
  'bin/mirrorcheck.js',
  'analyze',
  'samples/kernel-panic-unmirrored.log',
  '--what-if',
  'full',
  '--what-if',
  'partial:12.5',
  '-o',
  'mirrorcheck-report.html',
  '-o',
  'mirrorcheck-report.md',
)
console.log(
  '\nThe report is mirrorcheck-report.html: open it in a browser. mirrorcheck-report.md is the same for a ticket.',
)
