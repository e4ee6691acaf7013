import {defineContainer} from '../container.js'
import {systemErrors, systemFacts} from './_kernel-files.js'

/** Files of a machine copied under their own paths: `db7/var/log/messages`, `db7/etc/hostname`. Bundles that say more of themselves go before. */
export default defineContainer({
  id: 'copied-system',
  title: 'copied system',
  root: /^(?:.*\/)?(?=etc\/hostname$|var\/log\/(?:messages|syslog|kern\.log|dmesg|journal\/))/,
  errors: systemErrors(),
  facts: systemFacts(),
  skip: /^(?:usr\/(?:lib(?:32|64)?|share|bin|sbin|include|libexec)|lib(?:32|64)?|bin|sbin|boot)\//,
  hostFile: /^(?:etc\/hostname|proc\/sys\/kernel\/hostname)$/,
  isFallback: true,
  mayLackLogs: true,
})
