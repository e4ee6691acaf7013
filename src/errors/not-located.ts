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
    'the controller’s numbers are logged, the name printed on the board is not: `dmidecode -t memory`, `ras-mc-ctl --print-labels` or /sys/devices/system/edac/mc/mc*/dimm*/dimm_label of this machine names it',
  'channel-only':
    'only the channel is logged, and a channel may hold more than one DIMM: an EDAC line, the firmware’s record or the management controller’s event log (`ipmitool sel elist`) names the one',
  'several-modules':
    'the driver names several DIMMs that the error may be in: the management controller’s event log (`ipmitool sel elist`) may name the one',
  'normalized-address':
    'its address counts inside one memory controller (AMD UMC) and was not translated: the EDAC line beside it, `ras-mc-ctl --errors`, or a kernel with address translation (amd_atl, 6.10 and newer) tells the place',
  'device-address':
    'its address counts inside a CXL device: the device is named by its memdev and serial number, the part inside it is not',
  'page-frame-only':
    'only the page that was lost is logged: which DIMM holds it was known to the record before it, which is not in this log. The earlier kernel log, rasdaemon’s database (`ras-mc-ctl --errors`) or the event log (`ipmitool sel elist`) has it',
  'address-only':
    'an address is logged, but no driver worked out the DIMM: the EDAC driver was not loaded or said nothing, and the event log (`ipmitool sel elist`) may name it',
  'nothing-told':
    'the record tells neither an address nor where in memory it was: the management controller’s event log (`ipmitool sel elist`) is the place to look',
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
