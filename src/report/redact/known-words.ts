/** Values that say that there is none, or that are the same everywhere. */
const NO_NAMES = new Set(
  'unknown none null nil undefined n/a na not specified unspecified empty (none) - -- ? default string to be filled by o.e.m. localhost localhost.localdomain localhost4 localhost6 true false yes no on off auto unset absent present ok redacted hidden'.split(
    ' ',
  ),
)
const NO_NAME_PHRASES =
  /^(?:not (?:specified|available|provided|present)|to be filled by.*|default string|unknown.*|0+|0x0+|f+|0xf+|x+)$/i

/** Accounts that every system has. */
const PUBLIC_ACCOUNTS = new Set(
  'root nobody daemon bin sys adm lp sync mail news uucp proxy www-data backup list irc sshd syslog messagebus systemd kernel user guest admin administrator system sudo'.split(
    ' ',
  ),
)

/** Words of the field: a machine or a person called so is replaced where the name stands, not wherever the word does. */
const COMMON_WORDS = new Set(
  'the and for not was from with that this are has can will its err error errors event events kernel memory hardware machine check cpu core socket channel dimm rank bank row column node page cache bus mce mca edac ghes apei cper bert bmc sel ipmi ecc read write scrub patrol status address addr misc time host server system linux windows log logs message warning info debug panic fatal corrected uncorrected uncorrectable correctable recoverable deferred data board slot card module device label location control controller test local user root default firmware bios vendor intel amd process task name new old mirror redundancy failover poison recovered logged boot reboot at on in of by is no to as it or'.split(
    ' ',
  ),
)
const NUMBERED_PARTS =
  /^(?:cpu|core|mc|imc|ha|dimm|csrow|channel|chan|ch|bank|rank|socket|slot|row|col|numa|umc|die|apic)[\d_#-]*$/i

/** False for what stands where a name would stand but names nobody: `Not Specified`, `localhost`, zeros. */
export const isName = (value: string): boolean =>
  value !== '' && !NO_NAMES.has(value.toLowerCase()) && !NO_NAME_PHRASES.test(value)

/** False for accounts that every system has. */
export const isPerson = (value: string): boolean => isName(value) && !PUBLIC_ACCOUNTS.has(value.toLowerCase())

/** True when a name can be told from other words wherever it stands. */
export const isTelling = (value: string): boolean =>
  value.length >= 3 && !/^\d{1,4}$/.test(value) && !COMMON_WORDS.has(value.toLowerCase()) && !NUMBERED_PARTS.test(value)
