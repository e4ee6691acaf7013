import {readFileSync} from 'node:fs'
import {loadContributions} from '../../src/contributions.js'
import {createGatherer, type Gathered} from '../../src/incidents/gather.js'
import type {LogLine, LogTime} from '../../src/logs/log-line.js'
import type {DialectOutput} from '../../src/records/define-dialect.js'
import {createRecordReader} from '../../src/records/step-line.js'

/** Bare kernel lines with or without a stamp: all that these fixtures wear. */
function* linesOf(bytes: Buffer, input: number): Generator<LogLine> {
  let byteOffset = 0
  for (const [index, raw] of bytes.toString('utf8').split('\n').entries()) {
    const stamp = /^\[ *(\d+\.\d+)\] /.exec(raw)
    const time: LogTime =
      stamp?.[1] === undefined ? {basis: 'none'} : {basis: 'monotonic', uptimeSeconds: Number(stamp[1])}
    const text = raw.slice(stamp?.[0].length ?? 0).trimEnd()
    const position = {input, line: index + 1, byteOffset}
    byteOffset += Buffer.byteLength(raw) + 1
    yield {position, text, raw, envelope: {id: stamp === null ? 'bare' : 'dmesg', time}, hit: true, afterGap: false}
  }
}

/** Gathers fixture files of this folder through the real dialects and decoders. */
export async function gatherFiles(...names: readonly string[]): Promise<Gathered> {
  const {dialects, cpus} = await loadContributions([])
  const reader = createRecordReader(dialects.map(({value}) => value))
  const gatherer = createGatherer({cpus: cpus.map(({value}) => value)})
  const pass = ({facts = [], records = []}: DialectOutput): void => {
    for (const fact of facts) gatherer.addFact(fact)
    for (const record of records) gatherer.addRecord(record)
  }
  for (const [input, name] of names.entries()) {
    for (const line of linesOf(readFileSync(new URL(`logs/${name}`, import.meta.url)), input)) pass(reader.step(line))
    pass(reader.end(input))
  }
  return gatherer.end()
}
