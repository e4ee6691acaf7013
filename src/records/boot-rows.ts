import type {PlatformFactBody} from './platform-fact.js'

/** A line that tells one fact: its shape from the first word on, and what its parts mean. */
export interface BootRow {
  readonly pattern: RegExp
  /** Undefined when the parts turn out to say nothing. */
  read(parts: readonly string[], text: string): PlatformFactBody | undefined
}

const kernelRow: BootRow = {
  //    Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12 …) #1 SMP …
  //                  ^^^^^^^^^^^^^^
  pattern: /^Linux version (\d[\w.+~-]*) (?=[(#])/,
  read: ([release = ''], text) => ({kind: 'fact', fact: 'kernel', release, banner: text}),
}

const traceRow: BootRow = {
  //    CPU: 51 UID: 0 PID: 1 Comm: systemd Kdump: loaded Tainted: G   M       OE K     6.16.1 #1
  //    Pid: 0, comm: swapper Not tainted 2.6.32-431.el6.x86_64 #1                      ^^^^^^
  pattern:
    /^(?:CPU: \d+ (?:UID: \d+ )?PID: \d+ Comm: |Pid: \d+, comm: ).{0,160}\b[Tt]ainted\b.{0,80}? (\d+\.\d+\.\d+[\w.+~-]*) #\d/,
  read: ([release = ''], text) => ({kind: 'fact', fact: 'kernel-release', release, text}),
}

const commandLineRow: BootRow = {
  pattern: /^(?:Kernel c|C)ommand line: (.*)$/s,
  read: ([text = '']) => ({kind: 'fact', fact: 'command-line', text: text.trim()}),
}

const dmiRows: readonly BootRow[] = [
  {
    pattern: /^DMI: (.+, BIOS .+)$/,
    read: ([text = '']) => ({kind: 'fact', fact: 'dmi', text}),
  },
  {
    // Printed with every trace, when the boot messages are long gone.
    pattern: /^Hardware name: (.+, BIOS .+)$/,
    read: ([text = '']) => ({kind: 'fact', fact: 'dmi', text}),
  },
]

/** `Xen PV` is the privileged domain as well as any other; only other lines tell. */
const roleOf = (name: string): 'guest' | 'unknown' => (/^Xen(?: PV)?$/.test(name) ? 'unknown' : 'guest')

const hypervisorRows: readonly BootRow[] = [
  {
    pattern: /^Hypervisor detected: (\S.*)$/,
    read: ([name = '']) => ({kind: 'fact', fact: 'hypervisor', name, role: roleOf(name)}),
  },
  {
    pattern: /^Booting paravirtualized kernel (?:with PVH extensions )?on (?!bare hardware)(\S.*)$/,
    read: ([name = '']) => ({kind: 'fact', fact: 'hypervisor', name, role: roleOf(name)}),
  },
  {
    pattern: /^(?:xen: |Xen version: ).*\(?\bdom0\b/i,
    read: () => ({kind: 'fact', fact: 'hypervisor', name: 'Xen', role: 'root'}),
  },
  {
    pattern: /^Hyper-V: running as root partition/i,
    read: () => ({kind: 'fact', fact: 'hypervisor', name: 'Microsoft Hyper-V', role: 'root'}),
  },
]

const memoryRow: BootRow = {
  //    Memory: 464660912K/440384512K available (14848K kernel code, … 18446744073685275216K reserved, …)
  //            ^^^^^^^^^  ^^^^^^^^^              the underflowed number behind is not read
  pattern: /^Memory: (\d{1,15})[Kk]\/(\d{1,15})[Kk] available/,
  read: ([available = '', total = '']) => ({
    kind: 'fact',
    fact: 'memory-total',
    availableKiB: Number(available),
    totalKiB: Number(total),
  }),
}

const memoryKeysRow: BootRow = {
  //    x86/mktme: 63 KeyIDs available
  pattern: /^x86\/mktme: (\d{1,5}) KeyIDs available/,
  read: ([keys = '']) => ({kind: 'fact', fact: 'memory-keys', keys: Number(keys)}),
}

/** Lines whose whole text is the fact. */
const textRow = (
  fact: 'error-injection' | 'firmware-first' | 'ce-collector' | 'shutdown',
  pattern: RegExp,
): BootRow => ({pattern, read: (_parts, text) => ({kind: 'fact', fact, text})})

/** Rows of the kernel's own messages, first match wins. */
export const KERNEL_ROWS: readonly BootRow[] = [
  kernelRow,
  traceRow,
  commandLineRow,
  ...dmiRows,
  ...hypervisorRows,
  memoryRow,
  memoryKeysRow,
  textRow('error-injection', /^EINJ: (?:\[\S+ \S+\]: )?Error INJection is initialized/),
  textRow('error-injection', /^(?:mce: )?Machine check injector initialized/),
  textRow('error-injection', /^(?:mce: )?(?:Starting machine check poll|Triggering MCE exception|MCE exception done) /),
  textRow('error-injection', /^(?:EDAC MC: )?EDAC FAKE inject|^EDAC MC\d*: (?:Generating|FAKE)/),
  textRow('firmware-first', /^GHES: APEI firmware first mode is enabled by /),
  textRow('firmware-first', /^HEST: Enabling Firmware First mode for corrected errors/),
  textRow('ce-collector', /^RAS: Correctable Errors collector initialized/),
  textRow('shutdown', /^reboot: (?:Restarting system|Power down|System halted)/),
  textRow('shutdown', /^(?:Restarting system|Power down|System halted)\.$/),
  textRow('shutdown', /^kexec(?:_core)?: Starting new kernel/),
]

/** Rows of programs that end a boot in order, by the program's name. */
export const SHUTDOWN_ROWS: readonly (readonly [program: RegExp, text: RegExp])[] = [
  [/^systemd-shutdow/, /^(?:Sending SIGTERM|Syncing filesystems|Rebooting|Powering off|Halting system)/],
  [/^systemd$/, /^Shutting down\.$/],
  [
    /^systemd-logind$/,
    /^(?:The system will (?:reboot|power off) now|System is (?:rebooting|powering (?:off|down)|halting))/,
  ],
  [/^shutdown$/, /^shutting down for system (?:reboot|halt)/],
]
