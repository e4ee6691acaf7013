/** Rows of one table, oldest first. */
export interface RowStream<Row> {
  readonly rows: Iterator<Row>
  /** The moment of a row in milliseconds; undefined when it tells none. */
  readonly timeOf: (row: Row) => number | undefined
}

interface Front<Row> {
  readonly stream: RowStream<Row>
  readonly index: number
  row: Row
  time: number
}

/** The next row of the stream; rows without a moment stand where they are: at the moment of the one before. */
const move = <Row>(front: Front<Row>): boolean => {
  const step = front.stream.rows.next()
  if (step.done) return false
  front.row = step.value
  front.time = front.stream.timeOf(step.value) ?? front.time
  return true
}

const open = <Row>(stream: RowStream<Row>, index: number): readonly Front<Row>[] => {
  const step = stream.rows.next()
  if (step.done) return []
  return [{stream, index, row: step.value, time: stream.timeOf(step.value) ?? Number.NEGATIVE_INFINITY}]
}

/** The rows of all streams by time, one row of each held at once; equal times in the order of the streams. */
export function* mergeRows<Row>(streams: readonly RowStream<Row>[]): Iterable<Row> {
  const fronts = streams.flatMap(open)
  while (fronts.length > 0) {
    const first = fronts.reduce((best, front) => (front.time < best.time ? front : best))
    yield first.row
    if (!move(first)) fronts.splice(fronts.indexOf(first), 1)
  }
}
