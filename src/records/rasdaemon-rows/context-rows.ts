import type {ContextRecord, MemoryFailureEvent} from '../hardware-error-record.js'
import {pageOf} from '../memory-failure-rows.js'
import {present} from '../present.js'
import type {Columns, DatabaseRow} from './database-row.js'
import type {RowOrigin} from './row-origin.js'

const RESULTS: Readonly<Record<string, MemoryFailureEvent['result']>> = {
  Ignored: 'ignored',
  Failed: 'failed',
  Delayed: 'delayed',
  Recovered: 'recovered',
}

/** A row of `memory_failure_event`: what became of a poisoned page; the frame number is text, with 0x. */
export const readMemoryFailureRow = ({text}: Columns, origin: RowOrigin): MemoryFailureEvent => ({
  kind: 'memory-failure',
  ...origin,
  action: 'recovery',
  ...pageOf(/^0x[0-9a-f]+$/i.exec(text('pfn') ?? '')?.[0]),
  ...present({pageType: text('page_type'), result: RESULTS[text('action_result') ?? '']}),
})

/** A row of `aer_event`: PCI Express, never memory. */
export const readAerRow = ({text}: Columns, origin: RowOrigin): ContextRecord => ({
  kind: 'context',
  ...origin,
  what: 'pcie',
  message: `${text('dev_name') ?? 'unknown device'} ${text('err_type') ?? 'error'}: ${text('err_msg') ?? 'no words'}`,
})

/** Bytes of registers are no words. */
const wordsOf = (row: DatabaseRow): string =>
  Object.entries(row)
    .flatMap(([column, value]) =>
      column === 'id' || column === 'timestamp' || value === null || value === '' || value instanceof Uint8Array
        ? []
        : [`${column}=${value}`],
    )
    .join(' ')

/** A row of a vendor's own table: parts of a chip in the vendor's words. Its bytes stand in `non_standard_event` too. */
export const readVendorRow =
  (table: string) =>
  ({row}: Columns, origin: RowOrigin): ContextRecord => ({
    kind: 'context',
    ...origin,
    what: 'other',
    message: `${table}: ${wordsOf(row)}`.slice(0, 300),
  })

/** A row about a CXL device that is no error: its list of poisoned places, its health, events it lost. */
export const readCxlContextRow =
  (what: string) =>
  ({text, bitsIfAny}: Columns, origin: RowOrigin): ContextRecord => ({
    kind: 'context',
    ...origin,
    what: 'other',
    message: `${what} of ${text('memdev') ?? 'a CXL device'}`,
    ...present({address: bitsIfAny('hpa')}),
  })
