import {readdir, readFile} from 'node:fs/promises'
import {basename, join, resolve, sep} from 'node:path'
import {pathToFileURL} from 'node:url'
import {type Contribution, contributionError} from './contribution.js'

/** What a package's `mirrorcheck` block declares: folders of contributions by kind. */
export interface PluginManifest {
  readonly name: string
  readonly version: string
  readonly root: string
  readonly contributes: Readonly<Record<string, string>>
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Version of the plugin interface this build speaks. */
const API_VERSION = 1

/**
 * The `mirrorcheck` block of the package at `root`, or undefined when it has none. Throws a `ContributionError` when the
 * block is there but wrong.
 */
export async function readPluginManifest(root: string): Promise<PluginManifest | undefined> {
  const path = join(root, 'package.json')
  const pkg: unknown = JSON.parse(await readFile(path, 'utf8'))
  if (!isRecord(pkg) || !isRecord(pkg.mirrorcheck)) return undefined
  const {apiVersion, contributes} = pkg.mirrorcheck
  if (apiVersion !== API_VERSION)
    throw contributionError(
      `${path}: mirrorcheck.apiVersion is ${String(apiVersion)}, this build speaks ${API_VERSION}`,
    )
  if (!isRecord(contributes))
    throw contributionError(
      `${path}: mirrorcheck.contributes must map kinds to folders, e.g. {"dialects": "./dialects"}`,
    )
  const folders: Record<string, string> = {}
  for (const [kind, folder] of Object.entries(contributes)) {
    if (typeof folder !== 'string')
      throw contributionError(`${path}: mirrorcheck.contributes.${kind} must name one folder`)
    folders[kind] = folder
  }
  return {name: String(pkg.name), version: String(pkg.version), root, contributes: folders}
}

/**
 * Contributions of one kind from a plugin's folder, in file-name order. A file exports its contribution, or a function
 * that receives the `define…` functions and returns it. Throws a `ContributionError` naming the file.
 */
export async function loadPluginFolder(
  plugin: PluginManifest,
  kind: string,
  api: Readonly<Record<string, unknown>>,
): Promise<readonly Contribution[]> {
  const folder = plugin.contributes[kind]
  if (folder === undefined) return []
  const path = resolve(plugin.root, folder)
  if (!path.startsWith(resolve(plugin.root) + sep))
    throw contributionError(`${plugin.name}: the ${kind} folder '${folder}' lies outside the package`)
  const names = await readdir(path).catch(() => {
    throw contributionError(`${plugin.name}: the ${kind} folder '${folder}' cannot be read; is the package built?`)
  })
  const contributions: Contribution[] = []
  for (const name of names.filter(n => /\.m?js$/.test(n)).sort()) {
    const file = `${plugin.name}/${basename(path)}/${name}`
    contributions.push(await loadFile(join(path, name), file, api))
  }
  return contributions
}

async function loadFile(path: string, file: string, api: Readonly<Record<string, unknown>>): Promise<Contribution> {
  const module: unknown = await import(pathToFileURL(path).href)
  const exported = isRecord(module) || typeof module === 'object' ? Reflect.get(Object(module), 'default') : undefined
  const value: unknown = typeof exported === 'function' ? exported(api) : exported
  if (!isRecord(value) || typeof value.id !== 'string')
    throw contributionError(
      `${file}: the default export must be a contribution with an id, or a function returning one`,
    )
  return {id: value.id, file, value}
}
