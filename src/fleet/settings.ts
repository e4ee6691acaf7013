import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {AnalyzeOptions} from '../analyze-options.js'
import {jsonText} from '../report/plain-json.js'
import {hashText} from './unit.js'

/** Name and version of a package that contributes; its folder where it tells none. */
async function packageName(root: string): Promise<string> {
  const text = await readFile(join(root, 'package.json'), 'utf8').catch(() => '')
  const [, name = root] = /"name"\s*:\s*"([^"]*)"/.exec(text) ?? []
  const [, version = ''] = /"version"\s*:\s*"([^"]*)"/.exec(text) ?? []
  return `${name}@${version}`
}

/** What an analysis does not hang on, or hangs on by its content. */
const ASIDE: ReadonlySet<string> = new Set(['paths', 'stdin', 'nowMs', 'pluginRoots'])

/** SHA-256 of the version, the options and the contributing packages: equal settings and input give equal bytes. */
export async function hashSettings(options: AnalyzeOptions): Promise<string> {
  const packages = await Promise.all(options.pluginRoots.map(packageName))
  const chosen = Object.entries(options).filter(([name]) => !ASIDE.has(name))
  return hashText(jsonText({packages: packages.sort(), options: chosen.sort(([a], [b]) => (a < b ? -1 : 1))}))
}
