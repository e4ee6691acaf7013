import {type BundleManifest, type HashedFile, MANIFEST} from './bundle-manifest.js'

/** One thing that was checked, and how it stands. */
export interface BundleFinding {
  readonly name: string
  readonly state: 'matches' | 'differs' | 'missing' | 'not-listed' | 'not-an-original' | 'original-not-given'
}

/** True for findings that break the bundle: an original that was not given breaks nothing. */
export const isBreach = ({state}: BundleFinding): boolean => state !== 'matches' && state !== 'original-not-given'

function checkFiles(listed: readonly HashedFile[], found: readonly HashedFile[]): readonly BundleFinding[] {
  const left = new Map(found.map(file => [file.name, file]))
  const stands = listed.map(({name, bytes, sha256}): BundleFinding => {
    const file = left.get(name)
    left.delete(name)
    if (file === undefined) return {name, state: 'missing'}
    return {name, state: file.sha256 === sha256 && file.bytes === bytes ? 'matches' : 'differs'}
  })
  left.delete(MANIFEST)
  return [...stands, ...[...left.keys()].map((name): BundleFinding => ({name, state: 'not-listed'}))]
}

/** Originals are known by their content: their names in the manifest may be pseudonyms. */
function checkOriginals(listed: readonly HashedFile[], given: readonly HashedFile[]): readonly BundleFinding[] {
  const hashes = new Set(listed.map(({sha256}) => sha256))
  const seen = new Set(given.map(({sha256}) => sha256))
  return [
    ...given.map(
      ({name, sha256}): BundleFinding => ({name, state: hashes.has(sha256) ? 'matches' : 'not-an-original'}),
    ),
    ...listed
      .filter(({sha256}) => !seen.has(sha256))
      .map(({name}): BundleFinding => ({name, state: 'original-not-given'})),
  ]
}

/** What a bundle's manifest says against what is in it, and against the originals when any are given. */
export function checkBundle(
  {files, originals}: Pick<BundleManifest, 'files' | 'originals'>,
  found: readonly HashedFile[],
  given: readonly HashedFile[],
): readonly BundleFinding[] {
  return [...checkFiles(files, found), ...(given.length === 0 ? [] : checkOriginals(originals, given))]
}
