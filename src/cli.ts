import {readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What `--version` prints: name, version, platform and runtime, as oclif writes it. */
function versionLine(): string {
  const {name, version}: {name: string; version: string} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `${name}/${version} ${process.platform}-${process.arch} node-${process.version}`
}

const argv = process.argv.slice(2)
// The version is asked for by scripts in loops: answered before anything else is loaded.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) process.stdout.write(`${versionLine()}\n`)
else await (await import('./command-line.js')).runCommandLine(argv, root)
