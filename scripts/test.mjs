#!/usr/bin/env node
// Every check of the project, on a fresh clone too: installs and builds what is missing, runs each check to its end,
// and closes with one line that counts them all.
import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const only = process.argv.slice(2)

const run = (command, args, options = {}) =>
  spawnSync(command, args, {stdio: 'inherit', env: {...process.env, FORCE_COLOR: '0'}, ...options}).status === 0
const tool = (path, ...args) => run(process.execPath, [join('node_modules', path), ...args])

/** vitest's own counts, so that the closing line tells tests, not processes. */
function vitest() {
  const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-test-'))
  const report = join(folder, 'vitest.json')
  const good = tool('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`)
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
  } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  rmSync(folder, {recursive: true, force: true})
  return {passed: numPassedTests, failed: Math.max(numFailedTests, good ? 0 : 1), skipped: numPendingTests}
}

const checks = [
  ['build', () => run(process.execPath, ['scripts/build.mjs'])],
  ['types', () => tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')],
  ['lint', () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')],
  [
    'import rules',
    () => tool('dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.mjs'),
  ],
  ['unused code', () => tool('knip/bin/knip.js')],
  ['contribution index', () => run(process.execPath, ['scripts/list-contributions.mjs', '--check'])],
  ['tests', vitest],
]

if (!existsSync('node_modules/vitest') && !run('npm', ['ci', '--no-audit', '--no-fund'])) process.exit(1)

const total = {passed: 0, failed: 0, skipped: 0}
const failures = []
for (const [name, check] of checks) {
  if (only.length > 0 && !only.includes(name)) continue
  console.log(`\n── ${name}`)
  const result = check()
  const counts = typeof result === 'boolean' ? {passed: Number(result), failed: Number(!result), skipped: 0} : result
  for (const key of Object.keys(total)) total[key] += counts[key]
  if (counts.failed > 0) failures.push(name)
  if (name === 'build' && counts.failed > 0) break
}
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed > 0 ? 1 : 0
