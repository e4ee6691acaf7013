import type {CsvValue} from '../document.js'
import type {Fleet, FleetHost} from './fleet.js'

/** Columns of the CSV face by the names of the JSON, one row a machine. */
const COLUMNS: readonly (readonly [string, (host: FleetHost) => CsvValue])[] = [
  ['host', ({host}) => host],
  ['unnamed', ({unnamed}) => (unnamed ? 'true' : undefined)],
  ['guest', ({guest}) => (guest ? 'true' : undefined)],
  ['inputs', ({inputs}) => inputs],
  ['platform', ({platform}) => platform],
  ['kernel', ({kernels}) => kernels.at(-1)],
  ['outages', ({outages}) => outages],
  ['graveIncidents', ({graveIncidents}) => graveIncidents],
  ['incidents', ({incidents}) => incidents],
  ['graveErrors', ({graveErrors}) => graveErrors],
  ['correctedAtLeast', ({correctedAtLeast}) => correctedAtLeast],
  ['worst.severity', ({worst}) => worst?.severity],
  ['worst.outcome', ({worst}) => worst?.outcome],
  ['downtimeSeconds', ({downtimeSeconds}) => downtimeSeconds],
  ['first', ({first}) => first],
  ['last', ({last}) => last],
  ['analysis', ({analysis}) => analysis],
]

/** One row a machine, the worst first, the head before them. */
export function* csvRows({hosts}: Fleet): Iterable<readonly CsvValue[]> {
  yield COLUMNS.map(([name]) => name)
  for (const host of hosts) yield COLUMNS.map(([, value]) => value(host))
}
