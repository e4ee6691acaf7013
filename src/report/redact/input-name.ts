import type {Pseudonyms} from './pseudonyms.js'

/** Parts of paths that every system has. */
const OPEN_PARTS =
  /^(?:|-|\.|\.\.|~|[a-z]:|var|log|logs|tmp|etc|usr|lib|lib64|opt|run|dev|proc|sys|boot|bin|sbin|home|users|root|mnt|media|data|srv|pstore|fs|crash|journal|firmware|efi|efivars|memmap|devices|system|memory|edac|mc|mc\d+|dimm\d+|rank\d+|csrow\d+|ch\d+|node|node\d+|cpu|cpu\d+|machinecheck\d*|kernel|debug|ras|sos_commands|sos_logs|sos_reports|hardware|block|lspci|logarchive|messages|syslog|kern|dmesg|mcelog|rasdaemon|boot|console|system|vmkernel|vmksummary|sel|elist|ipmitool|redfish|bmc|uefi|dmi|acpi|apei|erst|cmdline|meminfo|cpuinfo|version|uname|hostname|supportconfig|hardware\.txt|samples|lifecycle|events?|ce_count|ue_count|dimm_label|standard input)$/i
/** A known name with rotation, date and compression: `messages-20261103.gz`, `kern.log.1`. */
const OPEN_FILE =
  /^(?:messages|syslog|kern|kernel|dmesg|mcelog|ras-mc_event|rasdaemon|journal|system|boot|console|vmkernel|vmkwarning|vmksummary|hostd|sel|lclog|dmidecode|lspci|ipmitool|crash|vmcore-dmesg|ce_count|ue_count|cmdline|meminfo|cpuinfo|efi|console-ramoops|memory|debug|user|all)(?:[-_.](?:log|txt|json|journal|db|xml|out|old|sel|elist|efi|mce|kmsg|erst|ramoops|\d{1,14}))*(?:\.(?:gz|xz|zst|bz2|lz4))?$/i

/** The endings of a file's name, which tell its kind: `.log`, `.tar.xz`. */
const ENDINGS = /(?:\.(?:[a-z][a-z\d]{1,7}|7z|\d{1,3})){1,3}$/i
const KNOWN_ENDING =
  /^\.(?:log|txt|json|ndjson|xml|html?|csv|md|gz|xz|zst|bz2|lz4|tgz|txz|tbz2?|zip|tar|7z|rar|rpm|deb|cab|cpio|ahs|evtx?|db|sqlite3?|bin|raw|dump|dmp|journal|out|err|old|mce|dmesg|kmsg|sel|eml|mbox|\d{1,3})$/i

const endingsOf = (name: string): string => {
  const all = ENDINGS.exec(name)?.[0] ?? ''
  const known = all.split(/(?=\.)/).filter(part => KNOWN_ENDING.test(part))
  return known.join('')
}

/**
 * An input's name under pseudonyms, part by part: what every system has stays (`/var/log/messages`), other folders
 * become `folder-1`, other files `file-1` with the endings that tell their kind. Parts of archives stand behind `!/`.
 */
export function redactPath(path: string, pseudonyms: Pseudonyms): string {
  return path.replace(/[^/\\!]+/g, (part, index: number) => {
    const next = path.charAt(index + part.length)
    const isFolder = next === '/' || next === '\\'
    if (OPEN_PARTS.test(part) || OPEN_FILE.test(part)) return part
    const endings = endingsOf(part)
    return isFolder && endings === '' ? pseudonyms.of('folder', part) : `${pseudonyms.of('file', part)}${endings}`
  })
}
