import type {DramLocation} from '../records/hardware-error-record.js'
import type {MemoryError} from './memory-error.js'
import {isMemoryUnit} from './memory-unit.js'

/** Why a memory error leads to no module that somebody could pull out. */
export interface NotLocated {
  readonly reason:
    | 'label-missing' // the controller's numbers are told, the board's name of them is not
    | 'channel-only'
    | 'several-modules'
    | 'normalized-address'
    | 'device-address'
    | 'page-frame-only'
    | 'address-only'
    | 'nothing-told'
  /** The same in words, and what would tell it. */
  readonly why: string
}

/** Labels that drivers and kernels make of numbers; nobody finds them printed on a board. */
const MADE_UP =
  /^(?:CPU_SrcID#|CPU#\d+Channel|mc#\d|MC#\d|HBMC#\d|Slice#\d|Chan#\d|node#\d|0x[0-9a-f]{1,4}$|(?:csrow|channel|branch)[#:]?\d|(?:any|unknown) memory|unknown label)/i

/** True for a label that a customer can look for on the board. */
export const isOnBoard = (label: string): boolean => label.trim() !== '' && !MADE_UP.test(label)

const WHY: Readonly<Record<NotLocated['reason'], string>> = {
  'label-missing':
    'the controller’s numbers are logged, the name on the board is not: `dmidecode -t memory` or `ras-mc-ctl --print-labels` tells it',
  'channel-only':
    'only the channel is logged, which may hold several DIMMs: an EDAC line or the event log (`ipmitool sel elist`) names the one',
  'several-modules': 'the driver names several DIMMs: the event log (`ipmitool sel elist`) may name the one',
  'normalized-address':
    'the address counts inside one memory controller and was not translated: the EDAC line beside it or `ras-mc-ctl --errors` tells the place',
  'device-address':
    'the address counts inside a CXL device: its memdev and serial number name the device, nothing the part',
  'page-frame-only':
    'only the lost page is logged: the record before it knew the DIMM (earlier kernel log, `ras-mc-ctl --errors`, `ipmitool sel elist`)',
  'address-only':
    'no driver worked out the DIMM of the address: without an EDAC driver the event log (`ipmitool sel elist`) may name it',
  'nothing-told': 'neither address nor place is logged: the event log (`ipmitool sel elist`) is where to look',
}

const because = (reason: NotLocated['reason']): NotLocated => ({reason, why: WHY[reason]})

const SEVERAL = /^any memory$| or /i

/** By the coordinates; undefined where there are none. */
function byPlace({label, slot, chipSelect, rank, channel}: DramLocation): NotLocated['reason'] | undefined {
  if (label !== undefined && SEVERAL.test(label)) return 'several-modules'
  if ([slot, chipSelect, rank].some(part => part !== undefined)) return 'label-missing'
  return channel === undefined ? undefined : 'channel-only'
}

const BY_ADDRESS = {
  normalized: 'normalized-address',
  device: 'device-address',
  'page-frame': 'page-frame-only',
  system: 'address-only',
  linear: 'nothing-told',
  unknown: 'nothing-told',
} as const

/** Why the error names no DIMM on the board; undefined where it does, and where it is not about memory modules. */
export function whyNotLocated(error: Pick<MemoryError, 'unit' | 'dram' | 'address'>): NotLocated | undefined {
  const {dram = {}, address} = error
  const {label} = dram
  const ofPage = error.unit === 'unknown' && address?.kind === 'page-frame'
  if (!isMemoryUnit(error) && !ofPage) return undefined
  if (label !== undefined && isOnBoard(label) && !SEVERAL.test(label)) return undefined
  return because(byPlace(dram) ?? (address === undefined ? 'nothing-told' : BY_ADDRESS[address.kind]))
}
