import type {Analysis} from './analysis.js'
import type {Block, ComposedSection, LazyChart, ReportDocument, ReportOptions, Section} from './document.js'
import {frontPage} from './front-page.js'

const failed = (section: Section, error: unknown): Block => ({
  block: 'callout',
  tone: 'bad',
  sign: '✖',
  title: `The section ‘${section.title}’ could not be written`,
  text: [
    `The rest of the report stands. The section ${section.id} failed with: `,
    {code: error instanceof Error ? error.message : String(error)},
  ],
})

const composeOne = (section: Section, analysis: Analysis, options: ReportOptions): ComposedSection => {
  const {id, title, depth = 'ticket'} = section
  try {
    return {id, title, depth, blocks: section.compose(analysis, options)}
  } catch (error) {
    return {id, title, depth, blocks: [failed(section, error)]}
  }
}

/** The document of an analysis: sections in order, those with nothing to say left out; one that throws becomes a red row. */
export function compose(
  analysis: Analysis,
  sections: readonly Section[],
  options: ReportOptions,
  charts: readonly LazyChart[] = [],
): ReportDocument {
  const ordered = [...sections].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  const {title} = frontPage(analysis)
  return {
    title,
    subtitle: `mirrorcheck ${analysis.tool.version}`,
    sections: ordered.map(section => composeOne(section, analysis, options)).filter(({blocks}) => blocks.length > 0),
    analysis,
    charts,
  }
}
