import {spawnSync} from 'node:child_process'
import {cpSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, it} from 'vitest'
import {freshFolder, mirrorcheck, ROOT} from './run.js'

/** A loader hook that prints every module that is loaded, ESM or CommonJS. */
const TRACE = `
import {Module} from 'node:module'
import {writeSync} from 'node:fs'
const say = name => writeSync(2, 'LOADED ' + name + '\\n')
const original = Module._load
Module._load = function (request, ...rest) { say(request); return original.call(this, request, ...rest) }
`

const ESM_TRACE = `
import {writeSync} from 'node:fs'
export async function load(url, context, next) {
  writeSync(2, 'LOADED ' + url + '\\n')
  return next(url, context)
}
`

const loadedBy = (args: readonly string[]): readonly string[] => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'hooks.mjs'), ESM_TRACE)
  writeFileSync(
    join(folder, 'register.mjs'),
    `${TRACE}import {register} from 'node:module'\nregister('./hooks.mjs', import.meta.url)\n`,
  )
  const {err, code} = mirrorcheck(args, {nodeArgs: ['--import', join(folder, 'register.mjs')]})
  expect(code).toBe(0)
  return err
    .split('\n')
    .filter(line => line.startsWith('LOADED '))
    .map(line => line.slice(7))
}

const HEAVY =
  /jsdom|d3-node|node_modules\/d3|node_modules\/ajv|sqlite|pdfkit|fontkit|node_modules\/typescript|plugin-plugins\/lib/

it('--version loads the entry files and nothing else', () => {
  const loaded = loadedBy(['--version']).filter(name => !name.startsWith('node:'))
  const names = loaded.map(name => name.replace(/.*\//, '').replace(/chunk-\w+/, 'chunk'))
  expect(names).toEqual(['mirrorcheck.js', 'cli.js'])
  expect(statSync(fileURLToPath(loaded.at(-1) ?? '')).size).toBeLessThan(2000)
})

it('a terminal analysis loads no chart, no DOM, no validator and no plugin manager', () => {
  const loaded = loadedBy(['analyze', 'samples/ordinary-boot.log'])
  expect(loaded.length).toBeGreaterThan(3)
  expect(loaded.filter(name => HEAVY.test(name))).toEqual([])
})

it('the program holds ASCII alone, as its bytes are read as Latin-1', () => {
  const bytes = readFileSync(join(ROOT, 'dist/program.cjs'))
  expect(bytes.findIndex(byte => byte > 0x7f)).toBe(-1)
})

it('what a command compiled is kept once, and a run without it says the same', () => {
  const folder = freshFolder()
  for (const part of ['bin', 'dist', 'package.json', 'oclif.manifest.json'])
    cpSync(join(ROOT, part), join(folder, part), {recursive: true})
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const compiled = join(folder, 'dist/compiled')
  rmSync(compiled, {recursive: true, force: true})
  const run = () =>
    spawnSync(process.execPath, [join(folder, 'bin/mirrorcheck.js'), 'detect', 'samples/ordinary-boot.log'], {
      cwd: ROOT,
    })
  const first = run()
  expect(first.status).toBe(0)
  const kept = readdirSync(compiled)
  expect(kept).toHaveLength(1)
  expect(kept[0]).toMatch(/^\d+-detect$/)
  const {mtimeMs} = statSync(join(compiled, kept[0] ?? ''))
  expect(run().stdout).toEqual(first.stdout)
  expect(statSync(join(compiled, kept[0] ?? '')).mtimeMs).toBe(mtimeMs)
  writeFileSync(join(compiled, kept[0] ?? ''), 'no code at all')
  expect(run().stdout).toEqual(first.stdout)
  expect(statSync(join(compiled, kept[0] ?? '')).size).toBeGreaterThan(100_000)
})
