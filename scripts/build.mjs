#!/usr/bin/env node
// Builds dist/: contribution index, validators, the library, the program of the command line, type declarations, manifest.
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {runInThisContext} from 'node:vm'
import {Plugin} from '@oclif/core'
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

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: !process.argv.includes('--readable'),
  // Heavy, or not to be bundled (jsdom looks for its own files; oclif asks for typescript only in plugins written in it).
  external: ['d3-node', 'jsdom', 'node-sqlite3-wasm', 'pdfkit', 'fontkit', '@oclif/plugin-plugins', 'typescript'],
  logLevel: 'warning',
}

// The library, the entry file and what runs beside it: modules with shared chunks.
await build({
  ...common,
  entryPoints: ['cli', 'index', 'batch-worker', 'hash-worker', 'scan-worker'].map(name => `src/${name}.ts`),
  outdir: 'dist',
  splitting: true,
  format: 'esm',
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    js: "import {createRequire as mirrorcheckRequire} from 'node:module';const require = mirrorcheckRequire(import.meta.url);",
  },
})

// The command line: one function that src/cli.ts compiles by itself, each command behind its id.
const commands = filesUnder('src/commands')
  .filter(file => !/\/_[^/]*$/.test(file))
  .map(file => ({
    id: relative('src/commands', file)
      .replace(/(\/index)?\.ts$/, '')
      .replaceAll('/', ':'),
    file,
  }))
await build({
  ...common,
  stdin: {
    resolveDir: root,
    contents: `
      import {runCommandLine} from './src/command-line.ts'
      export const commands = {${commands.map(({id, file}) => `'${id}': () => import('./${file}')`).join(', ')}}
      export const run = (argv, root) => runCommandLine(argv, root, commands)`,
  },
  define: {'import.meta.url': '$url'},
  outfile: 'dist/program.cjs',
  format: 'cjs',
  banner: {js: '(function (exports, require, module, __filename, __dirname, $import, $url) {'},
  footer: {js: '})'},
})

// Bytes are read as Latin-1, which V8 keeps as they are, but esbuild leaves other letters in patterns; and what V8 has
// compiled before has no `import()` of its own.
const program = join(root, 'dist/program.cjs')
const escaped = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
writeFileSync(
  program,
  readFileSync(program, 'utf8')
    .replace(/[^\0-\x7f]/g, escaped)
    .replace(/\bimport\((?!\))/g, '$$import('),
)

/** What oclif knows of the commands without loading them: names, flags, help. */
async function writeManifest() {
  const module = {exports: {}}
  const define = runInThisContext(readFileSync(program, 'latin1'), {filename: program})
  define(module.exports, createRequire(program), module, program, join(root, 'dist'))
  const plugin = new Plugin({root, type: 'core', isRoot: true, ignoreManifest: true, errorOnManifestCreate: true})
  plugin.getCommandIDs = async () => commands.map(({id}) => id)
  plugin.findCommand = async id => Object.assign((await module.exports.commands[id]()).default, {id, plugin})
  await plugin.load()
  writeFileSync('oclif.manifest.json', JSON.stringify(plugin.manifest, null, 2))
}

/** One short run of the commands that people wait for, so that they are compiled (src/cli.ts). */
function warmUp() {
  const sample = 'samples/kernel-panic-unmirrored.log'
  const line = 'mce: [Hardware Error]: CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091'
  const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-build-'))
  for (const args of [
    ['--help'],
    ['analyze', sample, '-o', join(folder, 'analysis.json')],
    ['decode', sample],
    ['detect', sample],
    ['explain', line, '--cpu', '0x50654'],
  ])
    execFileSync(process.execPath, ['bin/mirrorcheck.js', ...args], {stdio: ['ignore', 'ignore', 'inherit']})
  rmSync(folder, {recursive: true})
}

if (!process.argv.includes('--no-types')) run('typescript/bin/tsc', '-p', 'tsconfig.types.json')
await writeManifest()
warmUp()
writeFileSync('dist/.built', '')
