#!/usr/bin/env node
// Builds dist/: contribution index, validators, one bundle per command with shared chunks, type declarations, manifest.
import {execFileSync} from 'node:child_process'
import {existsSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const run = (name, ...args) => execFileSync(process.execPath, [join('node_modules', name), ...args], {stdio: 'inherit'})

const filesUnder = folder =>
  readdirSync(folder, {withFileTypes: true}).flatMap(entry =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  )

rmSync('oclif.manifest.json', {force: true})
rmSync('dist', {recursive: true, force: true})
execFileSync(process.execPath, ['scripts/list-contributions.mjs'], {stdio: 'inherit'})
execFileSync(process.execPath, ['scripts/compile-schemas.mjs'], {stdio: 'inherit'})

const commands = filesUnder('src/commands').filter(file => !/\/_[^/]*$/.test(file))
const entryPoints = Object.fromEntries(
  ['src/cli.ts', 'src/index.ts', 'src/batch-worker.ts', 'src/scan-worker.ts', ...commands].map(file => [
    relative('src', file).replace(/\.ts$/, ''),
    file,
  ]),
)
await build({
  entryPoints,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: !process.argv.includes('--readable'),
  chunkNames: 'chunks/[name]-[hash]',
  // Heavy, or not to be bundled (jsdom looks for its own files; oclif asks for typescript only in plugins written in it).
  external: ['d3-node', 'jsdom', 'node-sqlite3-wasm', 'pdfkit', 'fontkit', '@oclif/plugin-plugins', 'typescript'],
  banner: {
    js: "import {createRequire as mirrorcheckRequire} from 'node:module';const require = mirrorcheckRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

if (!process.argv.includes('--no-types')) run('typescript/bin/tsc', '-p', 'tsconfig.types.json')
if (existsSync('src/commands')) run('oclif/bin/run.js', 'manifest')
writeFileSync('dist/.built', '')
