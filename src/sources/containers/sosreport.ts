import {defineContainer} from '../container.js'
import {systemErrors, systemFacts, systemOthers} from './_kernel-files.js'

// sosreport-<host>[-<label>][-<case>]-<date>-<letters>/: where a label or a case may stand in between, the folder's name
// does not tell where the host's ends, and `hostname` or `uname -a` does. Output of commands is named for the command,
// `/` written as `.`; logs cut to a size stand under sos_strings/.

/** `sos report`, Debian's, Ubuntu's and Red Hat's. */
export default defineContainer({
  id: 'sosreport',
  title: 'sosreport',
  root: /^(?:.*\/)?(?:sosreport-(?:([^-/]+)-\d{4}-?\d\d-?\d\d[^/]*|[^/]*)(?<!!)\/|(?=sos_commands\/|sos_reports\/|sos_logs\/))/,
  errors: systemErrors(
    'sos_commands\\/(?:kernel|general)\\/dmesg',
    'sos_commands\\/logs\\/',
    'sos_commands\\/(?:rasdaemon|mcelog|edac|ipmitool|abrt|crash)\\/',
    'sos_strings\\/',
  ),
  facts: systemFacts(
    'sos_commands\\/(?:hardware|processor|memory|numa|boot|kernel|host|date|release|dmi|kdump|grub2)\\/',
    '(?:dmidecode|uname|uptime|hostname|free|date|lscpu|version\\.txt)$',
  ),
  skip: systemOthers('sos_commands\\/', 'sos_logs\\/', 'sos_reports\\/', 'sos_html', 'installed-(?:rpms|debs)'),
  hostFile:
    /^(?:hostname|etc\/hostname|proc\/sys\/kernel\/hostname|sos_commands\/(?:host|general)\/hostname(?:_-f)?|uname|sos_commands\/kernel\/uname_-a)$/,
})
