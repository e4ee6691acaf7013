import type {LogLine} from '../../logs/log-line.js'
import {defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord} from '../hardware-error-record.js'
import {dropHardwarePrefix, messagesIn} from '../message-text.js'

// mce: [Hardware Error]: Machine check events logged
// mce_notify_irq: 22 callbacks suppressed
// CPU12 BANK7 CMCI storm detected

const ID = 'kernel-context'

interface Row {
  readonly what: ContextRecord['what']
  /** Matched from the message's first word, the handler's prefix taken off. */
  readonly pattern: RegExp
}

/** A device's name and PCI address, as drivers begin their lines: `pcieport 0000:00:03.1: `. */
const DEVICE = '(?:[\\w-]+ [0-9a-f]{4,6}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-9a-f]: )?'

/** Lines that tell of errors without being one: their counts are lower bounds, their causes elsewhere. */
const ROWS: readonly Row[] = [
  {what: 'events-logged', pattern: /^Machine check events logged/},
  {
    what: 'user-space-decoder',
    pattern: /^Run the above thr\w+ '?mcelog --ascii|^Run the message through 'mcelog --ascii/,
  },
  {
    what: 'user-space-decoder',
    pattern: /^Run through mcelog --ascii to decode|^No human readable MCE decoding support on/,
  },
  {what: 'cmci-storm', pattern: /^(?:CPU ?\d+ BANK ?\d+ )?CMCI (?:storm detected|inherited storm)/},
  {what: 'storm-over', pattern: /^(?:CPU ?\d+ BANK ?\d+ )?CMCI storm subsided/},
  {what: 'records-lost', pattern: /^MCE records pool full/},
  {
    what: 'records-lost',
    pattern: /^\w*(?:mce|mcheck|edac|ghes|cper|memory_failure|hwpoison|offline)\w*: \d+ callbacks suppressed/,
  },
  {what: 'records-lost', pattern: /^\*\* \d+ printk messages dropped/},
  {what: 'records-lost', pattern: /^Erratum detected, disable fast string copy instructions/},
  {what: 'rendezvous-timeout', pattern: /^Some CPUs didn'?t answer in synchronization/},
  {what: 'rendezvous-timeout', pattern: /^CPUs not responding to MCE broadcast/},
  // drivers/ras/cec.c: corrected errors came back to a page, which is given up as a precaution.
  {what: 'collector', pattern: /^(?:RAS: )?Soft-offlining pfn: /},
  {what: 'decode-failed', pattern: /^umc_normaddr_to_sysaddr: /},
  {what: 'thermal', pattern: /^CPU ?\d+: (?:Core|Package) temperature(?:\/speed normal| (?:is )?above threshold)/},
  {
    what: 'thermal',
    pattern:
      /^CPU#?\d+: (?:Possible thermal failure|Temperature above threshold|Running in modulated clock mode|Temperature\/speed normal)/,
  },
  {what: 'pcie', pattern: new RegExp(`^${DEVICE}(?:AER: )?PCIe Bus Error: severity=`)},
  {
    what: 'pcie',
    pattern: new RegExp(`^${DEVICE}AER: (?:Multiple )?(?:Corrected|Correctable|Uncorrected|Uncorrectable)\\b`),
  },
  {what: 'pcie', pattern: new RegExp(`^${DEVICE}AER: (?:device recovery|can't recover|subordinate device)`)},
  {what: 'gpu', pattern: /^NVRM: Xid \(/},
  {what: 'soft-lockup', pattern: /^(?:(?:NMI )?watchdog: )?BUG: soft lockup - CPU#\d+/},
  {what: 'soft-lockup', pattern: /^(?:NMI )?watchdog: Watchdog detected hard LOCKUP on cpu/i},
  // chronyd, systemd, ntpd; mm/memory_hotplug.c; machine_kexec.c of arm64 and powerpc, dracut's kdump module.
  {
    what: 'clock-jump',
    pattern: /^(?:System clock was stepped by|Time has been changed|time (?:reset|stepped)|step time server .* offset)/,
  },
  {what: 'hot-remove', pattern: /^(?:memory: )?(?:Offlined Pages \d|memory offlining \[mem )/},
  {
    what: 'crash-kernel',
    pattern:
      /^(?:Starting crashdump kernel|(?:kdump(?:\.sh)?(?:\[\d+\])?: )?saving (?:vmcore(?!-dmesg)|to \/\S*vmcore)|Starting Kdump Vmcore Save)/,
  },
  {what: 'other', pattern: /^CPU#\d+: Unexpected int18 \(Machine Check\)/},
  {what: 'other', pattern: /^MSR access error: (?:RDMSR|WRMSR) /},
  {what: 'other', pattern: /^Could not invalidate pfn=0x[0-9a-f]+ from 1:1 map/},
  {what: 'other', pattern: /^(?:\w+ )?flags: 0x[0-9a-f]+\([^)]*\bhwpoison\b/},
  {what: 'other', pattern: /^kernel BUG at \S+:\d+!/},
  {what: 'other', pattern: /^BUG: (?:Bad page state in process |unable to handle )/},
]

const toContext = (message: string, line: LogLine): readonly ContextRecord[] => {
  const {body} = dropHardwarePrefix(message)
  const row = ROWS.find(({pattern}) => pattern.test(body))
  if (!row) return []
  return [
    {kind: 'context', dialect: ID, envelope: line.envelope, evidence: quoteLines(line), what: row.what, message: body},
  ]
}

/** Lines around errors that are never errors themselves. */
export default defineDialect({
  id: ID,
  title: 'Linux kernel lines around hardware errors',
  literals: [
    'achine check events logged',
    'mcelog --ascii',
    'MCE decoding support',
    'CMCI storm',
    'CMCI inherited',
    'MCE records pool',
    'callbacks suppressed',
    'printk messages dropped',
    'Erratum detected',
    'answer in synchronization',
    'MCE broadcast',
    'umc_normaddr_to_sysaddr',
    'Soft-offlining pfn',
    'temperature',
    'Temperature',
    'modulated clock',
    'thermal failure',
    'PCIe Bus Error: ',
    'AER: ',
    'NVRM: Xid',
    'soft lockup',
    'hard LOCKUP',
    'System clock was stepped',
    'Time has been changed',
    'time stepped',
    'step time server',
    'Offlined Pages ',
    'memory offlining [mem',
    'Starting crashdump kernel',
    'saving vmcore',
    'Kdump Vmcore Save',
    'Unexpected int18',
    'MSR access error',
    'Could not invalidate pfn',
    'hwpoison',
    'kernel BUG at ',
    'BUG: Bad page state',
    'BUG: unable to handle',
  ],
  samples: [
    'mce: [Hardware Error]: Machine check events logged',
    "mce: [Hardware Error]: Run the above through 'mcelog --ascii'",
    'Run through mcelog --ascii to decode and contact your hardware vendor',
    'mce: CMCI storm detected: switching to poll mode',
    'CPU12 BANK7 CMCI storm detected',
    'CPU12 BANK7 CMCI storm subsided',
    'mce: CPU12 BANK7 CMCI inherited storm',
    'mce_notify_irq: 22 callbacks suppressed',
    "mce: [Hardware Error]: Some CPUs didn't answer in synchronization",
    'mce: CPUs not responding to MCE broadcast (may include false positives): 4,12-15',
    'RAS: Soft-offlining pfn: 0x1fa3c5',
    'mce: CPU2: Core temperature above threshold, cpu clock throttled (total events = 2675)',
    'mce: CPU2: Package temperature/speed normal',
    'pcieport 0000:00:03.1: AER: PCIe Bus Error: severity=Uncorrected (Non-Fatal), type=Transaction Layer, (Receiver ID)',
    'NVRM: Xid (PCI:0000:cb:00): 109, pid=1797828, name=pt_main_thread, Ch 00000008, errorString CTX SWITCH TIMEOUT, Info 0x58005',
    'System clock was stepped by 3600.118 seconds',
    'Offlined Pages 32768',
    'memory offlining [mem 0x180000000-0x187ffffff] failed due to failure to isolate range',
    'Starting crashdump kernel...',
    'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:128]',
  ],
  read(line) {
    const records = messagesIn(line.text).flatMap(message => toContext(message, line))
    return records.length > 0 ? {records} : undefined
  },
})
