import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {cachedDataVersionTag} from 'node:v8'
import {Script} from 'node:vm'

const dist = dirname(fileURLToPath(import.meta.url))
const root = join(dist, '..')

/** What `--version` prints: name, version, platform and runtime, as oclif writes it. */
function versionLine(): string {
  const {name, version}: {name: string; version: string} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `${name}/${version} ${process.platform}-${process.arch} node-${process.version}`
}

/** What the bundle hands out. */
interface Program {
  run(argv: readonly string[], root: string): Promise<void>
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/** Puts the compiled program beside itself for the next run; where that may not be written, every run compiles. */
function keep(path: string, script: Script): void {
  try {
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(`${path}.${process.pid}`, script.createCachedData())
    renameSync(`${path}.${process.pid}`, path)
  } catch {}
}

/**
 * The program, `dist/program.cjs`: one function around all that the command line needs. Compiling it takes longer than most
 * runs: what the first good run of a command compiled is kept for each make of V8 and its flags, as Python does.
 */
async function runProgram(argv: readonly string[]): Promise<void> {
  const [command = ''] = argv
  const name = /^[a-z]+$/.test(command) && !argv.some(word => /^(--help|-h)$/.test(word)) ? command : 'help'
  const make = cachedDataVersionTag()
  const kept = join(dist, 'compiled', `${make}-${name}`)
  const filename = join(dist, 'program.cjs')
  const cachedData = bytesOf(kept)
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    ...(cachedData === undefined ? {} : {cachedData}),
  })
  const bundle: {exports: Partial<Program>} = {exports: {}}
  script.runInThisContext()(
    bundle.exports,
    createRequire(filename),
    bundle,
    filename,
    dist,
    (path: string) => import(path),
    import.meta.url,
  )
  if (bundle.exports.run === undefined) throw new Error(`${filename} is no build of mirrorcheck`)
  await bundle.exports.run(argv, root)
  const isWanted = cachedData === undefined || script.cachedDataRejected
  // Flags may be set on the way, and what was compiled belongs to those.
  if (isWanted && !process.exitCode && cachedDataVersionTag() === make) keep(kept, script)
}

const argv = process.argv.slice(2)
// The version is asked for by scripts in loops: answered before anything else is loaded.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) process.stdout.write(`${versionLine()}\n`)
else await runProgram(argv)
