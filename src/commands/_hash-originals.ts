import {createHash} from 'node:crypto'
import type {HashedFile} from '../report/bundle/bundle-manifest.js'
import {openSources} from '../sources/open-sources.js'
import type {SourceProblem} from '../sources/source.js'

async function* nothing(): AsyncIterable<Uint8Array> {}

/** Files that were named, or lie in folders that were, by their bytes on the disk; and what could not be opened. */
export async function hashOriginals(
  paths: readonly string[],
): Promise<{readonly files: readonly HashedFile[]; readonly problems: readonly SourceProblem[]}> {
  const named = paths.filter(path => path !== '-')
  const {sources, problems} = await openSources(named, {codecs: [], stdin: nothing()})
  const files: HashedFile[] = []
  for (const {name, read} of sources) {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of read()) {
      hash.update(chunk)
      bytes += chunk.length
    }
    files.push({name, bytes, sha256: hash.digest('hex')})
  }
  return {files, problems}
}
