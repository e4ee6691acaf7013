import {defineContainer} from '../container.js'

/** OpenBMC's dreport: `obmcdump_<id>_<time>/`. The host's errors stand in the journal, the event log and the console log. */
export default defineContainer({
  id: 'openbmc-dump',
  title: 'OpenBMC dump',
  root: /^(?:.*\/)?obmcdump_[^/]+(?<!!)\//,
  errors: /(?:journal|console|elog|event|sel|cper|ras|crashdump|fault|dreport)/i,
  facts: /(?:os-release|inventory|fru|uptime|summary)/i,
  skip: /(?:^|\/)core\.|\.so(?:\.\d+)*$|(?:^|\/)(?:netstat|top|proc-list|slabinfo|route|meminfo|fw-printenv|disk-usage)\.log$/,
  mayLackLogs: true,
})
