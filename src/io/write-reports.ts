import {mkdir, rename, writeFile} from 'node:fs/promises'
import {dirname, extname} from 'node:path'
import type {LazyContribution} from '../catalog/contribution.js'
import type {Analysis} from '../report/analysis.js'
import type {Chart} from '../report/charts/_chart.js'
import {compose} from '../report/compose.js'
import type {Renderer, ReportOptions, Section} from '../report/document.js'

/** Where reports come from: the sections and renderers of this run. */
export interface ReportParts {
  readonly sections: readonly LazyContribution<Section>[]
  readonly renderers: readonly LazyContribution<Renderer>[]
  readonly charts: readonly LazyContribution<Chart>[]
}

const loadAll = async <Value>(entries: readonly LazyContribution<Value>[]): Promise<readonly Value[]> =>
  Promise.all(entries.map(entry => entry.load()))

/** The renderer for a file name's ending, or undefined when no renderer writes it. */
export async function rendererFor(path: string, parts: ReportParts): Promise<Renderer | undefined> {
  const ending = extname(path).toLowerCase()
  // A renderer is named for the ending it writes first; only on a miss are the others loaded.
  const named = parts.renderers.find(entry => `.${entry.id}` === ending)
  const candidates = named === undefined ? await loadAll(parts.renderers) : [await named.load()]
  return candidates.find(renderer => renderer.endings.includes(ending))
}

/** One face of an analysis: text, or bytes for a face that is none. */
export async function renderReport(
  analysis: Analysis,
  renderer: Renderer,
  parts: ReportParts,
  options: ReportOptions,
): Promise<string | Uint8Array> {
  const sections = renderer.bare === true ? [] : await loadAll(parts.sections)
  const document = compose(analysis, sections, options, parts.charts)
  return renderer.render(document, options)
}

/** Writes a file whole or not at all: a temporary name beside it, then renamed. Folders are made. */
export async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, text)
  await rename(temporary, path)
}
