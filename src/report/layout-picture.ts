import {addressMapOf} from './address-series.js'
import type {AnalysisHost} from './analysis.js'
import {CHART_MARKS, COLOURS} from './chart-style.js'
import type {Chart} from './charts/_chart.js'
import {openChartHost} from './charts/_svg-host.js'

/** Pixels. */
const WIDTH = 940

const STYLE = `${COLOURS}svg{background:var(--ground);color:var(--ink);font-family:system-ui,"Noto Sans","DejaVu Sans",sans-serif}${CHART_MARKS}`

/** The address map of a layout as an SVG file of its own, light and dark; undefined when the layout has no map. */
export async function layoutPicture(
  host: Required<Pick<AnalysisHost, 'id' | 'layout'>>,
  chart: Chart,
): Promise<string | undefined> {
  const data = addressMapOf({errors: []}, host)
  if (data === undefined) return undefined
  const page = await openChartHost()
  try {
    const words = {
      key: 'layout',
      title: `Mirror layout of ${host.id}`,
      description: 'Mirrored spans hatched, others plain.',
    }
    const svg = page.draw(chart, {...data, bare: true}, words, WIDTH)
    return `${svg.replace('>', `><style>${STYLE.replace(/\n/g, '')}</style>`)}\n`
  } finally {
    page.close()
  }
}
