import type {D3Node} from 'd3-node'
import {printable} from '../format.js'
import type {Say} from '../language/speaker.js'
import type {Chart} from './_chart.js'

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
  readonly close: () => void
}

const FALLBACK_WIDTH = 'max-width'

function drawOne(node: D3Node, say: Say, ...[chart, data, words, width]: Parameters<ChartHost['draw']>): string {
  const box = node.d3Element.append('div')
  const svg = box
    .append('svg')
    .attr('xmlns', 'http://www.w3.org/2000/svg')
    .attr('role', 'img')
    .attr('aria-labelledby', `${words.key}-title ${words.key}-desc`)
  svg.append('title').attr('id', `${words.key}-title`).text(words.title)
  svg.append('desc').attr('id', `${words.key}-desc`).text(words.description)
  const height = chart.draw(svg.append('g'), data, {d3: node.d3, width, key: words.key})
  for (const element of svg.selectAll('text').nodes()) {
    const text = node.d3.select(element)
    text.text(say(text.text()))
  }
  svg
    .attr('viewBox', `0 0 ${width} ${Math.ceil(height)}`)
    .attr('width', width)
    .attr('height', Math.ceil(height))
    .attr('style', `${FALLBACK_WIDTH}: 100%; height: auto`)
  const written = box.html()
  box.remove()
  return printable(written)
}

/** Loads d3 and its document model, which is slow; call it once a report, and close it. */
export async function openChartHost(say: Say = text => text): Promise<ChartHost> {
  const {D3Node: Node} = await import('d3-node')
  const node = new Node()
  return {
    draw: (...picture) => drawOne(node, say, ...picture),
    close: () => node.jsDom.window.close(),
  }
}
