import {builtIns} from '../../src/built-ins.js'
import type {Analysis} from '../../src/report/analysis.js'
import {compose} from '../../src/report/compose.js'
import type {ReportDocument, ReportOptions} from '../../src/report/document.js'

export const OPTIONS: ReportOptions = {lang: 'en', colour: false, columns: 80}

/** The document of an analysis with every built-in section. */
export async function documentOf(analysis: Analysis, options = OPTIONS): Promise<ReportDocument> {
  const sections = await Promise.all(builtIns.sections.map(entry => entry.load()))
  return compose(analysis, sections, options, builtIns.charts)
}

/** One face of an analysis. */
export async function render(analysis: Analysis, id: string, options = OPTIONS): Promise<string> {
  const entry = builtIns.renderers.find(candidate => candidate.id === id)
  if (entry === undefined) throw new Error(`no renderer ${id}`)
  const renderer = await entry.load()
  return renderer.render(await documentOf(analysis, options), options)
}
