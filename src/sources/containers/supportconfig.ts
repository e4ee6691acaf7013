import {defineContainer} from '../container.js'
import {sectionsOf} from './_glued-sections.js'

// scc_<host>_<date>_<time>/, older nts_…: texts into which supportconfig writes the output of commands and whole files:
//   #==[ Log File ]=====================================#
//   # /var/log/messages - Last 500 Lines

const LETTERS = new TextDecoder('latin1')
const SECTION = /^#==\[ [A-Z][A-Za-z ]{1,40} \]=+#?\r?$/m
const BANNER = /^\s*={40,}\r?\n\s+Support Utilities - Supportconfig/

/** SUSE's supportconfig. */
export default defineContainer({
  id: 'supportconfig',
  title: 'supportconfig',
  root: /^(?:.*\/)?(?:(?:scc|nts)_([^_/]+)_\d{6}_\d{4}[^/]*(?<!!)\/|(?=basic-environment\.txt(?:$|!)|supportconfig\.txt$))/,
  errors:
    /^(?:messages|localmessages|warn|boot|crash|sysfs|mcelog|rasdaemon|systemd|journal)[^/]*\.txt|^(?:memory|hardware)\.txt!\/.*mcelog/,
  facts: /^(?:hardware|memory|basic-environment|env|proc|numa|sysconfig)[^/]*\.txt/,
  skip: /^(?:rpm|rpm-verify|updates?|updates-daemon|pam|y2log|novell-|ldap|ntp|nfs|samba|dhcp|dns|cups|print|web|x|ssh|sssd|slert|slp|smt|sam|cron|etc|fs-|docker|docker_info|drbd|cimom|lvm|mpio|iscsi|network|open-files|plugin-|security-|spacewalk|tuned|transactional|udev|chkconfig|ha|iconv|firewall|summary\.xml|xen)[^/]*\.txt|\.xml$/,
  hostFile: /^basic-environment\.txt!\/(?:.*\/)?uname -a$/,
  glued: {
    sniff: head => [BANNER, SECTION].some(one => one.test(LETTERS.decode(head))),
    members: sectionsOf,
  },
})
