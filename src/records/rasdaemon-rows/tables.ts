import type {HardwareErrorRecord} from '../hardware-error-record.js'
import {readAerRow, readCxlContextRow, readMemoryFailureRow, readVendorRow} from './context-rows.js'
import type {Columns} from './database-row.js'
import {
  readArmRow,
  readCxlLinkRow,
  readCxlMediaRow,
  readCxlPoisonRow,
  readExtendedLogRow,
  readOtherSectionRow,
} from './firmware-rows.js'
import {readMachineCheckRow} from './machine-check-row.js'
import {readMemoryEventRow} from './memory-event-row.js'
import type {RowOrigin} from './row-origin.js'

/** One row → its record. */
export type RowReader = (columns: Columns, origin: RowOrigin) => HardwareErrorRecord

/** The daemon's tables (rasdaemon, ras-record.c), in the order in which rows of one second are told. */
export const TABLES: Readonly<Record<string, RowReader>> = {
  mce_record: readMachineCheckRow,
  mc_event: readMemoryEventRow,
  extlog_event: readExtendedLogRow,
  arm_event: readArmRow,
  non_standard_event: readOtherSectionRow,
  cxl_general_media_event: readCxlMediaRow,
  cxl_dram_event: readCxlMediaRow,
  cxl_aer_ue_event: readCxlLinkRow('recoverable'),
  cxl_aer_ce_event: readCxlLinkRow('corrected'),
  memory_failure_event: readMemoryFailureRow,
  aer_event: readAerRow,
  cxl_poison_event: readCxlPoisonRow,
  cxl_overflow_event: readCxlContextRow('An overflow of the event log'),
  cxl_generic_event: readCxlContextRow('An event'),
  cxl_memory_module_event: readCxlContextRow('A report on the health'),
}

/** Tables of the vendors' decoders (rasdaemon, non-standard-*.c): HiSilicon, Ampere, Yitian, Jaguar Micro, NVIDIA. */
const VENDOR_TABLE = /^(?:hip\d{2}|hisi|amp|ampere|ampereone|yitian|jm|nvidia)_\w{1,60}$/

/** The reader of a table's rows; undefined when it is none of the daemon's that tell of errors. */
export const readerOf = (table: string): RowReader | undefined =>
  Object.hasOwn(TABLES, table) ? TABLES[table] : VENDOR_TABLE.test(table) ? readVendorRow(table) : undefined

/** Tables of the daemon that tell nothing of memory. */
export const OTHER_TABLES: ReadonlySet<string> = new Set(['devlink_event', 'disk_errors', 'signal_event', 'net_event'])
