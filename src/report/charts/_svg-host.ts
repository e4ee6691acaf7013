import type {D3Node} from 'd3-node'
import {printable} from '../format.js'
import type {Say} from '../language/speaker.js'
import type {Chart, ChartGroup} from './_chart.js'
import {marksOf, type Painting} from './_paint.js'

/** What a picture is called and says, for those who cannot see it; `key` makes its ids unique on the page. */
export interface PictureWords {
  readonly key: string
  readonly title: string
  readonly description: string
}

/** Owner of the one document model of a report. */
export interface ChartHost {
  /** The chart as one `<svg>` of the given width in pixels; colours come from the page by class name. */
  readonly draw: (chart: Chart, data: unknown, words: PictureWords, width: number) => string
  /** The chart as marks, for a face that is no page. */
  readonly paint: (chart: Chart, data: unknown, key: string, width: number) => Painting
  readonly close: () => void
}

const FALLBACK_WIDTH = 'max-width'

/** Draws into a group, the words put into the reader's language; the height, whole pixels. */
function drawInto(
  group: ChartGroup,
  {d3}: D3Node,
  say: Say,
  ...[chart, data, key, width]: Parameters<ChartHost['paint']>
) {
  const height = chart.draw(group, data, {d3, width, key})
  for (const element of group.selectAll('text').nodes()) {
    const text = d3.select(element)
    text.text(say(text.text()))
  }
  return Math.ceil(height)
}

function drawOne(node: D3Node, say: Say, ...[chart, data, words, width]: Parameters<ChartHost['draw']>): string {
  const box = node.d3Element.append('div')
  const svg = box
    .append('svg')
    .attr('xmlns', 'http://www.w3.org/2000/svg')
    .attr('role', 'img')
    .attr('aria-labelledby', `${words.key}-title ${words.key}-desc`)
  svg.append('title').attr('id', `${words.key}-title`).text(words.title)
  svg.append('desc').attr('id', `${words.key}-desc`).text(words.description)
  const height = drawInto(svg.append('g'), node, say, chart, data, words.key, width)
  svg
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('width', width)
    .attr('height', height)
    .attr('style', `${FALLBACK_WIDTH}: 100%; height: auto`)
  const written = box.html()
  box.remove()
  return printable(written)
}

function paintOne(node: D3Node, say: Say, ...picture: Parameters<ChartHost['paint']>): Painting {
  const group = node.d3Element.append('svg').append('g')
  const height = drawInto(group, node, say, ...picture)
  const marks = marksOf(node, group)
  group.remove()
  return {width: picture[3], height, marks}
}

/** Loads d3 and its document model, which is slow; call it once a report, and close it. */
export async function openChartHost(say: Say = text => text): Promise<ChartHost> {
  const {D3Node: Node} = await import('d3-node')
  const node = new Node()
  return {
    draw: (...picture) => drawOne(node, say, ...picture),
    paint: (...picture) => paintOne(node, say, ...picture),
    close: () => node.jsDom.window.close(),
  }
}
