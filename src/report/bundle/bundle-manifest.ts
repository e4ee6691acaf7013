import type {Analysis, AnalysisInput, AnalysisSummary} from '../analysis.js'
import type {Json} from '../plain-json.js'

/** A file by its content: name, length, SHA-256 in hexadecimal digits. */
export interface HashedFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** What a bundle holds and what it was made from. */
export interface BundleManifest {
  readonly schema: 'mirrorcheck/bundle/1'
  readonly tool: Analysis['tool']
  /** Names under pseudonyms or as they were; processes by name or not. */
  readonly redaction: {readonly applied: boolean; readonly processes: boolean}
  /** The files that were named, as they lie on the disk. */
  readonly originals: readonly HashedFile[]
  /** What was read from them, decompressed and unpacked. */
  readonly inputs: readonly Pick<AnalysisInput, 'name' | 'bytes' | 'sha256' | 'lines'>[]
  readonly summary: AnalysisSummary
  /** Every other file of the bundle. */
  readonly files: readonly HashedFile[]
}

/** Name of the manifest in a bundle. */
export const MANIFEST = 'manifest.json'

const isObject = (json: unknown): json is object => typeof json === 'object' && json !== null

const isHashed = (file: unknown): file is HashedFile =>
  isObject(file) &&
  typeof Reflect.get(file, 'name') === 'string' &&
  typeof Reflect.get(file, 'bytes') === 'number' &&
  /^[\da-f]{64}$/.test(String(Reflect.get(file, 'sha256')))

const isHashedList = (list: unknown): list is readonly HashedFile[] => Array.isArray(list) && list.every(isHashed)

/** The parts of a manifest that verification needs; undefined when the JSON is none. */
export function readManifest(json: unknown): Pick<BundleManifest, 'originals' | 'files'> | undefined {
  if (!isObject(json) || Reflect.get(json, 'schema') !== 'mirrorcheck/bundle/1') return undefined
  const [originals, files]: unknown[] = [Reflect.get(json, 'originals'), Reflect.get(json, 'files')]
  return isHashedList(originals) && isHashedList(files) ? {originals, files} : undefined
}

/** What a manifest says, for machines. */
export const manifestText = (manifest: Json): string => `${JSON.stringify(manifest, undefined, 2)}\n`
