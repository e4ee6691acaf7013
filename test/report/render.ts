import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import type {Analysis} from '../../src/report/analysis.js'
import type {Chart} from '../../src/report/charts/_chart.js'
import {compose} from '../../src/report/compose.js'
import type {Renderer, ReportDocument, ReportOptions, Section} from '../../src/report/document.js'

/** The folder is the registry: every contribution of one kind, as the catalogue would list it. */
async function load<Value>(kind: 'sections' | 'charts' | 'renderers'): Promise<{id: string; value: Value}[]> {
  const folder = fileURLToPath(new URL(`../../src/report/${kind}/`, import.meta.url))
  const names = readdirSync(folder).filter(
    name => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.startsWith('_'),
  )
  return Promise.all(
    names.sort().map(async name => {
      const module = await import(/* @vite-ignore */ folder + name)
      return {id: name.slice(0, -3), value: module.default}
    }),
  )
}

export const sections = await load<Section>('sections')
export const charts = await load<Chart>('charts')
export const renderers = await load<Renderer>('renderers')

/** The fonts that ship with the package. */
export const fonts = async (name: string): Promise<Uint8Array> =>
  readFileSync(new URL(`../../assets/fonts/${name}`, import.meta.url))

export const OPTIONS: ReportOptions = {lang: 'en', colour: false, columns: 80, fonts}

/** The document of an analysis with every section and chart of the room. */
export const documentOf = (analysis: Analysis, options = OPTIONS): ReportDocument =>
  compose(
    analysis,
    sections.map(({value}) => value),
    options,
    charts.map(({id, value}) => ({id, load: async () => value})),
  )

/** A face of a document, with every chart of the room. */
export async function renderDocument(document: ReportDocument, id: string, options = OPTIONS): Promise<string> {
  const renderer = renderers.find(candidate => candidate.id === id)
  if (renderer === undefined) throw new Error(`no renderer ${id}`)
  const drawn = {...document, charts: charts.map(chart => ({id: chart.id, load: async () => chart.value}))}
  return String(await renderer.value.render(drawn, options))
}

/** A face of an analysis as bytes where it is no text, as they would be read one by one: one character a byte. */
export async function render(analysis: Analysis, id: string, options = OPTIONS): Promise<string> {
  const renderer = renderers.find(candidate => candidate.id === id)
  if (renderer === undefined) throw new Error(`no renderer ${id}`)
  const face = await renderer.value.render(documentOf(analysis, options), options)
  return typeof face === 'string' ? face : Buffer.from(face).toString('latin1')
}
