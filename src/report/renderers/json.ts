import {defineRenderer} from '../document.js'
import {analysisToJson} from '../json.js'

/** The analysis itself, in the shape of `schemas/analysis.schema.json`; `mirrorcheck report` renders it again. */
export default defineRenderer({
  id: 'json',
  title: 'JSON for machines, whole',
  endings: ['.json'],
  bare: true,
  render: ({analysis, own}) => `${JSON.stringify(own?.json ?? analysisToJson(analysis), undefined, 2)}\n`,
})
