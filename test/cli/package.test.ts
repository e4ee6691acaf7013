import {execFileSync, spawnSync} from 'node:child_process'
import {cpSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {freshFolder, ROOT} from './run.js'

it('installs from its own tarball into an empty folder and runs', () => {
  const folder = freshFolder()
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {cwd: ROOT})
  const tarball = readdirSync(folder).find(name => name.endsWith('.tgz')) ?? ''
  execFileSync('npm', ['init', '-y'], {cwd: folder, stdio: 'ignore'})
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`], {
    cwd: folder,
    stdio: 'ignore',
  })
  cpSync(join(ROOT, 'samples/kernel-panic-unmirrored.log'), join(folder, 'case.log'))
  const bin = join(folder, 'node_modules/.bin/mirrorcheck')
  const run = spawnSync(bin, ['analyze', 'case.log', '--what-if', 'full', '-o', 'out.html', '-o', 'out.md'], {
    cwd: folder,
  })
  expect(run.stderr.toString()).toContain('wrote out.html')
  expect(run.status).toBe(0)
  expect(readFileSync(join(folder, 'out.html'), 'utf8')).toContain('<svg')
  expect(spawnSync(bin, ['catalog'], {cwd: folder}).stdout.toString()).toContain('kernel-mce')
  const library = spawnSync(
    process.execPath,
    ['-e', "import('mirrorcheck').then(m => console.log(typeof m.analyze, typeof m.defineDialect))"],
    {cwd: folder},
  )
  expect(library.stdout.toString().trim()).toBe('function function')
}, 180_000)
