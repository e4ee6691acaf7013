import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {AnalyzeOptions} from '../analyze-options.js'
import {jsonText} from '../report/plain-json.js'
import {hashText} from './unit.js'

/** What an analysis hangs on besides its input. */
type Settings = Omit<AnalyzeOptions, 'paths' | 'stdin' | 'nowMs'>

/** Name and version of a package that contributes; its folder where it tells none. */
async function packageName(root: string): Promise<string> {
  const text = await readFile(join(root, 'package.json'), 'utf8').catch(() => '')
  const [, name = root] = /"name"\s*:\s*"([^"]*)"/.exec(text) ?? []
  const [, version = ''] = /"version"\s*:\s*"([^"]*)"/.exec(text) ?? []
  return `${name}@${version}`
}

/** SHA-256 of the version, the options and the contributing packages: equal settings and input give equal bytes. */
export async function hashSettings({pluginRoots, ...options}: Settings): Promise<string> {
  const packages = await Promise.all(pluginRoots.map(packageName))
  const {version, layout, whatIfs, kernel, cpu, sinceMs, untilMs, host, seed, draws} = options
  return hashText(
    jsonText({version, layout, whatIfs, kernel, cpu, sinceMs, untilMs, host, seed, draws, packages: packages.sort()}),
  )
}
