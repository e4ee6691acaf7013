/** Files of a copied system that describe the machine, by their path from its root. */
const FACT_FILES =
  'proc\\/(?:cpuinfo|meminfo|cmdline|version|zoneinfo|buddyinfo|iomem|uptime|sys\\/kernel\\/(?:tainted|hostname|osrelease))|sys\\/devices\\/system\\/(?:edac|node|memory|machinecheck)\\/|sys\\/firmware\\/(?:acpi|memmap|efi|dmi)\\/|sys\\/class\\/dmi\\/|etc\\/(?:hostname|os-release|redhat-release|kdump\\.conf|default\\/grub)'

/** Files of a copied system that may tell of errors. */
const ERROR_FILES =
  'var\\/log\\/|run\\/log\\/journal\\/|var\\/lib\\/(?:rasdaemon|systemd\\/pstore)\\/|sys\\/fs\\/pstore\\/|var\\/crash\\/|var\\/spool\\/abrt\\/'

/** Folders of a copied system that hold programs, settings and states of devices. */
const OTHER_FILES =
  '(?:usr|lib(?:32|64)?|bin|sbin|boot)\\/|etc\\/|proc\\/(?:\\d+|irq|fs|net|bus|scsi|tty|driver)\\/|sys\\/(?:module|block|bus|class|kernel|fs|devices\\/(?!system\\/))'

const at = (paths: string, ...own: readonly string[]): RegExp => new RegExp(`^(?:${[paths, ...own].join('|')})`)

/** Patterns of a bundle that keeps system files under their own paths, with the bundle's own files (patterns) beside them. */
export const systemErrors = (...own: readonly string[]): RegExp => at(ERROR_FILES, ...own)
export const systemFacts = (...own: readonly string[]): RegExp => at(FACT_FILES, ...own)
export const systemOthers = (...own: readonly string[]): RegExp => at(OTHER_FILES, ...own)
