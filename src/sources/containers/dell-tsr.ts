import {defineContainer} from '../container.js'

// TSR<time>_<service tag>.zip holds a second archive (*.pl.zip) and that a tree `tsr/`; some are locked with a password,
// which is said.

/** Dell's technical support report, from iDRAC or SupportAssist. */
export default defineContainer({
  id: 'dell-tsr',
  title: 'Dell TSR',
  root: /^(?:.*\/)?(?=tsr\/)/,
  errors: /(?:^|\/)(?:lcfiles|[^/]*(?:lclog|sel|lifecycle|eventlog)[^/]*)|^tsr\/osdata\/|^tsr\/hardware\/debuglogs\//i,
  facts: /(?:^|\/)(?:inventory|[^/]*(?:sysinfo|memory|bios|cpu)[^/]*)/i,
  skip: /\.(?:xsl|swf|h264|dvc)$/i,
  mayLackLogs: true,
})
