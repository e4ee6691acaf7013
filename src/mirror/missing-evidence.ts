import type {MirrorLayout} from './layout.js'

/** The log of a whole boot with the memory map in it. */
const MAP =
  'boot once with efi=debug on the kernel command line and send that boot’s whole kernel log (dmesg, or journalctl -k -b)'
const REQUEST = 'the output of efibootmgr -m'
const SETUP = 'the memory page of the firmware setup (mirror mode, mirror fail-over)'

/** What to collect so that the layout becomes known, as commands. */
export function wantedForLayout({mode, regions}: MirrorLayout): string {
  if (mode === 'unknown') return `${MAP}; add ${REQUEST} and ${SETUP}; or state the layout with --layout`
  return regions.length === 0
    ? `${MAP}; or state the ranges with --layout`
    : `${MAP}, taken in the boot in which the error happened`
}

/** What shows memory that was added or taken out while the machine ran. */
export const WANTED_HOT_ADDED =
  'send lsmem and /proc/iomem of that boot: they show memory that was added or taken out while it ran'

/** Where mirror events are that the kernel never sees. */
export const WANTED_BMC_LOG =
  'collect the BMC event log (ipmitool sel elist): with firmware-first handling mirror events may be only there'

/** Where the registers are when only lines about the page were logged. */
export const WANTED_RECORDS =
  'collect the machine-check records: the rasdaemon database (/var/lib/rasdaemon/ras-mc_event.db) or /var/log/mcelog, and the BMC event log'

/** What was in the page that was hit. */
export const WANTED_CONTENT =
  'send the kernel log from before the error to the end of the boot (Memory failure lines and the panic text tell what was hit), or the crash dump'
