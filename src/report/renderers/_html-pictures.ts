import type {ChartHost} from '../charts/_svg-host.js'
import type {Block, ReportDocument} from '../document.js'
import type {Say} from '../language/speaker.js'
import type {Picture} from './_html-blocks.js'

/** Pixels: a page's column, that of a tablet and of paper, and a phone's. */
const WIDE = 940
const MIDDLE = 690
const NARROW = 340

type ChartBlock = Extract<Block, {block: 'chart'}>

function chartsIn(blocks: readonly Block[]): ChartBlock[] {
  return blocks.flatMap(block =>
    block.block === 'chart' ? [block] : block.block === 'details' ? chartsIn(block.blocks) : [],
  )
}

/** The charts of a document, each with a name of its own on the page. */
export const chartsOf = ({sections}: ReportDocument): readonly {readonly block: ChartBlock; readonly key: string}[] =>
  sections.flatMap(section => chartsIn(section.blocks).map((block, index) => ({block, key: `${section.id}-${index}`})))

async function drawPicture(
  block: ChartBlock,
  key: string,
  host: ChartHost,
  document: ReportDocument,
): Promise<Picture | undefined> {
  const chart = await document.charts.find(candidate => candidate.id === block.chart)?.load()
  if (chart === undefined) return undefined
  const {title, description} = block
  const draw = (width: number, form: string) =>
    host.draw(chart, block.data, {key: `${key}-${form}`, title, description}, width)
  return {wide: draw(WIDE, 'wide'), middle: draw(MIDDLE, 'middle'), narrow: draw(NARROW, 'narrow')}
}

/** Every chart of a document, drawn; d3 is loaded only when there is one. */
export async function drawPictures(document: ReportDocument, say: Say): Promise<ReadonlyMap<Block, Picture>> {
  const charts = chartsOf(document)
  const pictures = new Map<Block, Picture>()
  if (charts.length === 0 || document.charts.length === 0) return pictures
  const {openChartHost} = await import('../charts/_svg-host.js')
  const host = await openChartHost(say)
  try {
    for (const {block, key} of charts) {
      const picture = await drawPicture(block, key, host, document)
      if (picture !== undefined) pictures.set(block, picture)
    }
  } finally {
    host.close()
  }
  return pictures
}
