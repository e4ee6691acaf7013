import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll} from 'vitest'
import type {Container} from '../../src/sources/container.js'
import {type OpenOptions, openSources} from '../../src/sources/open-sources.js'
import type {Codec} from '../../src/sources/source.js'
import {inChunks} from './bytes.js'

const contributionsIn = async <Value>(folder: string): Promise<readonly Value[]> => {
  const url = new URL(`../../src/sources/${folder}/`, import.meta.url)
  const names = readdirSync(url)
    .filter(name => name.endsWith('.ts') && !name.startsWith('_'))
    .sort()
  return Promise.all(
    names.map(async name => {
      const {default: value}: {readonly default: Value} = await import(new URL(name, url).pathname)
      return value
    }),
  )
}

/** Every codec and container of the folders. */
export const codecs = await contributionsIn<Codec>('codecs')
export const containers = await contributionsIn<Container>('containers')

/** True when a tool can be run. */
export const hasTool = (tool: string): boolean => spawnSync('which', [tool]).status === 0

/** A folder of its own for a test file, removed at its end. */
export const workFolder = (): {
  readonly path: string
  readonly put: (name: string, content: string | Uint8Array) => string
  readonly run: (tool: string, ...args: readonly string[]) => void
} => {
  const path = mkdtempSync(join(tmpdir(), 'mirrorcheck-archives-'))
  afterAll(() => rmSync(path, {recursive: true}))
  return {
    path,
    put(name, content) {
      mkdirSync(dirname(join(path, name)), {recursive: true})
      writeFileSync(join(path, name), content)
      return join(path, name)
    },
    run(tool, ...args) {
      const {status, stderr} = spawnSync(tool, args, {cwd: path})
      if (status !== 0) throw new Error(`${tool}: ${stderr}`)
    },
  }
}

/** Names, texts, hosts and notices of everything inside the paths; `folder` is left out of names. */
export const openAll = async (folder: string, paths: readonly string[], options: Partial<OpenOptions> = {}) => {
  const opened = await openSources(paths, {codecs, containers, stdin: inChunks(Buffer.alloc(0)), ...options})
  const short = (name: string): string => name.replaceAll(`${folder}/`, '')
  const streams: {
    readonly name: string
    readonly text: string
    readonly mtimeMs: number | undefined
    readonly size: number | undefined
    readonly host: () => string | undefined
  }[] = []
  const notices: string[] = opened.problems.map(({name, code}) => `${short(name)}: ${code}`)
  for (const source of opened.sources) {
    for await (const stream of source.streams?.() ?? [source]) {
      let text = ''
      for await (const chunk of stream.read()) text += Buffer.from(chunk).toString('latin1')
      streams.push({
        name: short(stream.name),
        text,
        mtimeMs: stream.mtimeMs,
        size: stream.size,
        host: () => stream.host?.(),
      })
    }
    for (const {code, lost, about} of source.notices())
      notices.push(`${short(about ?? source.name)}: ${code}${lost ? ' lost' : ''}`)
  }
  for (const {name, code} of opened.bundleNotices()) notices.push(`${short(name)}: ${code}`)
  const texts: Record<string, string> = Object.fromEntries(streams.map(({name, text}) => [name, text]))
  const hosts: Record<string, string | undefined> = Object.fromEntries(streams.map(({name, host}) => [name, host()]))
  return {names: streams.map(({name}) => name), texts, hosts, notices, streams, sources: opened.sources}
}
