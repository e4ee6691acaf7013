import {analyze} from '../analyze.js'
import {type Contributions, loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {renderReport, writeWhole} from '../io/write-reports.js'
import {hashBytes, zipTexts} from '../io/zip.js'
import type {Analysis} from '../report/analysis.js'
import {type BundleFile, bundleFiles} from '../report/bundle/bundle-files.js'
import {type HashedFile, MANIFEST} from '../report/bundle/bundle-manifest.js'
import type {BaseCommand} from './_base-command.js'
import {hashOriginals} from './_hash-originals.js'
import {type AnalysisFlags, readOptions} from './_read-options.js'
import {redactForBundle} from './_redact.js'
import {terminalOptions} from './_run-analysis.js'

/** What the user chose of a bundle. */
export interface BundleFlags extends AnalysisFlags {
  readonly output: string
  readonly redact: boolean
  readonly 'redact-map'?: string | undefined
  readonly 'redact-processes'?: boolean | undefined
  readonly json: boolean
  readonly quiet: boolean
  readonly lang?: string
}

/** Faces in a bundle: file name → renderer. */
const FACES = [
  ['report.html', 'html'],
  ['report.md', 'markdown'],
  ['analysis.json', 'json'],
] as const

async function facesIn(
  analysis: Analysis,
  parts: Contributions,
  lang: string | undefined,
): Promise<readonly BundleFile[]> {
  const faces: BundleFile[] = []
  for (const [name, id] of FACES) {
    const renderer = await parts.renderers.find(entry => entry.id === id)?.load()
    if (renderer === undefined) continue
    const text = await renderReport(analysis, renderer, parts, {...terminalOptions(lang), colour: false})
    faces.push({name, text: String(text)})
  }
  return faces
}

function tell(
  command: BaseCommand,
  files: readonly BundleFile[],
  zip: Uint8Array,
  {output, redact}: BundleFlags,
): void {
  command.log(`${output}  ${command.say(`${zip.length} bytes`)}`)
  command.log(`SHA-256 ${hashBytes(zip).sha256}`)
  for (const {name, text} of files)
    command.log(`  ${name.padEnd(14)}  ${command.say(`${hashBytes(text).bytes} bytes`)}`)
  command.log(command.say(redact ? 'Names stand under pseudonyms; --no-redact leaves them.' : 'Nothing was redacted.'))
}

const inTheirOrder = (a: HashedFile, b: HashedFile): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** Analyses, packs, writes one ZIP; returns the exit code of the contract. */
export async function runBundle(command: BaseCommand, paths: readonly string[], flags: BundleFlags): Promise<number> {
  const options = await readOptions(command, paths, flags)
  const parts = await loadContributions(options.pluginRoots)
  const {files: found} = await hashOriginals(paths)
  const {analysis: whole, inputsRead, lost} = await analyze(options, parts)
  if (inputsRead === 0) {
    for (const notice of whole.notices) command.tellNotice(notice)
    return EXIT.nothingRead
  }
  const {analysis, pathOf} = await redactForBundle(command, whole, flags, found)
  const files = bundleFiles(analysis, {
    faces: await facesIn(analysis, parts, flags.lang),
    originals: found.map(file => ({...file, name: pathOf(file.name)})).sort(inTheirOrder),
    redaction: {applied: flags.redact, processes: flags['redact-processes'] === true},
    hash: hashBytes,
  })
  const zip = zipTexts(files)
  await writeWhole(flags.output, zip).catch((error: Error) =>
    command.refuse(`cannot write ${flags.output}: ${error.message}`),
  )
  if (flags.json) command.log((files.find(({name}) => name === MANIFEST)?.text ?? '').trimEnd())
  else tell(command, files, zip, flags)
  return lost ? EXIT.partlyRead : EXIT.done
}
