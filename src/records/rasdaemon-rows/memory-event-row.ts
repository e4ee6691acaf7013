import {readDimmLabel} from '../edac-details/dimm-label.js'
import {readDriverTail} from '../edac-details/driver-tail.js'
import type {EdacEvent} from '../hardware-error-record.js'
import {present} from '../present.js'
import type {Columns} from './database-row.js'
import type {RowOrigin} from './row-origin.js'

// id  err_count  err_type   err_msg            label                           mc  top_layer  middle_layer  lower_layer  address     grain  syndrome  driver_detail
// 1   1          Corrected  memory read error  CPU_SrcID#1_Ha#0_Chan#1_DIMM#0  1   1          0             -1           8491241280  7      0         area:DRAM err_code:0001:0090 socket:1 …

const TYPES: Readonly<Record<string, EdacEvent['statedType']>> = {
  Corrected: 'corrected',
  Uncorrected: 'uncorrected',
  Deferred: 'deferred',
  Fatal: 'fatal',
  Info: 'informational',
}

/** The trace event gives the granularity as a number of bits; more is no granularity of an address. */
const MOST_GRAIN_BITS = 48

const grainOf = (bits: number | undefined): number | undefined =>
  bits === undefined || bits === 0 || bits > MOST_GRAIN_BITS ? undefined : 2 ** bits

/** Drivers before 4.19 give STATUS[52:38] as the count even for UC, where it counts nothing. */
const countOf = (count: number | undefined, isCorrected: boolean, detail: string): number =>
  !isCorrected && /\berr_code:/.test(detail) ? 1 : Math.max(1, count ?? 1)

/** A row of `mc_event`: what EDAC told the daemon; which layers its numbers count is not recorded. */
export const readMemoryEventRow = (columns: Columns, origin: RowOrigin): EdacEvent => {
  const {bitsIfAny, number, text} = columns
  const type = text('err_type')
  const statedType = type === undefined ? undefined : TYPES[type]
  const isCorrected = statedType === 'corrected'
  const driver = text('driver_detail') ?? ''
  const detail = readDriverTail(driver)
  const layers = ['top_layer', 'middle_layer', 'lower_layer'].flatMap(column => number(column) ?? [])
  return {
    kind: 'edac',
    ...origin,
    ...detail.fields,
    controller: number('mc') ?? 0,
    word: isCorrected ? 'CE' : 'UE',
    count: countOf(number('err_count'), isCorrected, driver),
    location: {...readDimmLabel(text('label') ?? ''), ...detail.location},
    ...present({
      statedType,
      message: text('err_msg'),
      address: bitsIfAny('address'),
      grain: grainOf(number('grain')),
      syndrome: bitsIfAny('syndrome'),
      detail: driver === '' ? undefined : driver,
    }),
    ...(layers.length === 0 ? {} : {reporterSays: [`location: ${layers.join(':')}`]}),
  }
}
