import {defineContainer} from '../container.js'

/** Supermicro BMC exports: event log, health log and the autonomous crash dump, as single files side by side. */
export default defineContainer({
  id: 'supermicro',
  title: 'Supermicro export',
  root: /^(?:.*\/)?(?:[^/]*(?:CrashDump|ACD_?dump|TroubleshootingDump)[^/]*\/|(?=[^/]*(?:crash_?dump|acd)[^/]*\.json$))/i,
  errors: /(?:crash_?dump|acd|sel|event|health|maintenance|log)/i,
  facts: /(?:dmi|smbios|fru|memory|inventory)/i,
  mayLackLogs: true,
})
