import type {RecordOrigin} from '../hardware-error-record.js'

/** What every record of a row carries; the row's reader adds what the row says. */
export type RowOrigin = Pick<RecordOrigin, 'dialect' | 'envelope' | 'evidence'>
