import {type Block, defineSection} from '../document.js'
import {gatherEvidence} from '../evidence-lines.js'
import {count, printable, shorten} from '../format.js'

/** Lines shown in the report; a saved analysis carries more. */
const SHOWN = 240

/** The log lines everything rests on, each with its file and line number. */
export default defineSection({
  id: 'evidence',
  title: 'Evidence',
  order: 70,
  compose: (analysis): Block[] => {
    const {lines, omitted} = gatherEvidence(analysis, SHOWN, false)
    if (lines.length === 0 && omitted === 0) return []
    const names = new Set(lines.map(line => line.position.input))
    return [
      {
        block: 'paragraph',
        text: [
          `${count(lines.length, 'line')} of ${count(names.size, 'file')}, as logged; characters that would act on a screen are shown as symbols.`,
        ],
      },
      {
        block: 'evidence',
        lines: lines.map(line => ({
          ...line,
          inputName: shorten(
            printable(analysis.inputs[line.position.input]?.name ?? `input ${line.position.input}`),
            120,
          ),
        })),
        omitted,
      },
    ]
  },
})
