import {createHash} from 'node:crypto'
import type {ClockSample} from './logs/read-lines.js'
import type {AnalysisInput} from './report/analysis.js'

/** Members of one archive that told nothing, as one input: as if they were one file. */
export interface Rest {
  add(input: AnalysisInput): void
  /** A moment that the member to be added next tells, as one of that input, whose index is given. */
  placed(sample: ClockSample, index: number): ClockSample
  /** One input that stands for all of them; none when there were none. */
  inputs(): readonly AnalysisInput[]
}

/** Nothing added yet. The sum's hash is that of the members' hashes, in hexadecimal, in order. */
export const createRest = (archive: string): Rest => {
  const hash = createHash('sha256')
  let count = 0
  let bytes = 0
  let lines = 0
  return {
    add(input) {
      hash.update(input.sha256)
      count += 1
      bytes += input.bytes
      lines += input.lines
    },
    placed: ({position, ...told}, index) => ({
      ...told,
      position: {input: index, line: lines + position.line, byteOffset: bytes + position.byteOffset},
    }),
    inputs() {
      if (count === 0) return []
      const name = `${archive}!/ (${count} ${count === 1 ? 'member' : 'members'} without a word of memory)`
      return [{name, bytes, sha256: hash.digest('hex'), lines, dialects: []}]
    },
  }
}
