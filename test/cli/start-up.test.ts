import {statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, it} from 'vitest'
import {freshFolder, mirrorcheck} from './run.js'

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
