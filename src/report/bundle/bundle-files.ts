import type {Analysis} from '../analysis.js'
import {plainJson} from '../plain-json.js'
import {type BundleManifest, type HashedFile, MANIFEST, manifestText} from './bundle-manifest.js'
import {evidenceText} from './evidence-text.js'

/** A file of a bundle. */
export interface BundleFile {
  readonly name: string
  readonly text: string
}

/** What a bundle is made of, besides its analysis. */
export interface BundleParts {
  /** Faces of the report by file name. */
  readonly faces: readonly BundleFile[]
  readonly originals: readonly HashedFile[]
  readonly redaction: BundleManifest['redaction']
  /** Length and SHA-256 of a text as UTF-8. */
  readonly hash: (text: string) => Omit<HashedFile, 'name'>
}

const readme = (redacted: boolean): string => `A report by mirrorcheck on memory errors, with what it rests on.

report.html     the whole report; opens in any browser, without network
report.md       the same for a ticket
analysis.json   for machines: \`mirrorcheck report analysis.json\` renders it again
evidence.txt    the log lines it rests on, with file and line number
manifest.json   hashes (SHA-256) of these files and of the original logs, versions

${
  redacted
    ? 'Names of machines, people and things stand under pseudonyms (host-1), the same name always under the same one.\nWho made the bundle can tell who is who. Positions are those of the original files.'
    : 'Nothing was redacted: names stand as the logs print them.'
}

To check the bundle: \`mirrorcheck bundle verify FILE.zip\`; with the original logs: \`mirrorcheck bundle verify FILE.zip LOG…\`.
`

/** Every file of a bundle, the manifest last; names in order. */
export function bundleFiles(
  analysis: Analysis,
  {faces, originals, redaction, hash}: BundleParts,
): readonly BundleFile[] {
  const files = [
    ...faces,
    {name: 'evidence.txt', text: evidenceText(analysis)},
    {name: 'README.txt', text: readme(redaction.applied)},
  ].sort((a, b) => (a.name < b.name ? -1 : 1))
  const manifest: BundleManifest = {
    schema: 'mirrorcheck/bundle/1',
    tool: analysis.tool,
    redaction,
    originals,
    inputs: analysis.inputs.map(({name, bytes, sha256, lines}) => ({name, bytes, sha256, lines})),
    summary: analysis.summary,
    files: files.map(({name, text}) => ({name, ...hash(text)})),
  }
  return [...files, {name: MANIFEST, text: manifestText(plainJson(manifest))}]
}
