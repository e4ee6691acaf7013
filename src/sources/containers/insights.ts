import {defineContainer} from '../container.js'
import {systemErrors, systemFacts, systemOthers} from './_kernel-files.js'

/** Archives of the Red Hat Insights client. Their logs are filtered by keywords: they prove errors, never their absence. */
export default defineContainer({
  id: 'insights',
  title: 'Insights archive',
  root: /^(?:.*\/)?(?:insights-([^/]+?)-\d{14}(?:-[^/]*)?(?<!!)\/(?:data\/|root\/)?|(?=insights_commands\/))/,
  errors: systemErrors('insights_commands\\/(?:dmesg|journalctl|ipmitool|ras-mc-ctl|mcelog)', 'root\\/var\\/log\\/'),
  facts: systemFacts(
    'insights_commands\\/(?:dmidecode|lscpu|uname|hostname|numactl|free|efibootmgr|date|uptime|lsmem)',
    'root\\/proc\\/',
  ),
  skip: systemOthers('insights_commands\\/', 'meta_data\\/', 'blacklist_report'),
  hostFile: /^(?:insights_commands\/(?:hostname(?:_-f)?|uname_-a)|etc\/hostname)$/,
  mayLackLogs: true,
})
