import type {Analysis} from './analysis.js'
import type {ComposedSection, LazyChart, OwnFaces, ReportDocument} from './document.js'
import {summarize} from './summarize.js'

const NOTHING: Omit<Analysis, 'tool'> = {
  schema: 'mirrorcheck/analysis/1',
  inputs: [],
  hosts: [],
  errors: [],
  incidents: [],
  risk: {hosts: []},
  notices: [],
  summary: summarize([], []),
}

/** What a document about many analyses is made of. */
export interface OwnDocument {
  readonly title: string
  readonly version: string
  readonly sections: readonly ComposedSection[]
  readonly own: OwnFaces
  readonly charts?: readonly LazyChart[]
}

/** A document that is about no single analysis, for the same renderers; sections without blocks are left out. */
export const ownDocument = ({title, version, sections, own, charts = []}: OwnDocument): ReportDocument => ({
  title,
  subtitle: `mirrorcheck ${version}`,
  sections: sections.filter(({blocks}) => blocks.length > 0),
  analysis: {...NOTHING, tool: {name: 'mirrorcheck', version}},
  own,
  charts,
})
