import type {LogLine} from '../../logs/log-line.js'
import {type BootRow, KERNEL_ROWS, SHUTDOWN_ROWS} from '../boot-rows.js'
import {CPU_ROWS} from '../cpu-rows.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import {messagesIn} from '../message-text.js'
import type {PlatformFact, PlatformFactBody} from '../platform-fact.js'
import {valueTruncated} from '../record-notices.js'

// Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, …) #1 SMP …
// Command line: BOOT_IMAGE=/boot/vmlinuz-6.1.0-18-amd64 root=/dev/mapper/vg0-root ro kernelcore=mirror quiet
// smpboot: CPU0: Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz (family: 0x6, model: 0x6a, stepping: 0x6)

const ID = 'kernel-boot'

const ROWS: readonly BootRow[] = [...KERNEL_ROWS, ...CPU_ROWS]

/** Other programs quote kernel lines (and print `Linux version` of other machines). */
const isKernel = (line: LogLine): boolean =>
  line.envelope.program === undefined || /^(?:kernel|klogd|dmesg|vmunix|Linux)$/i.test(line.envelope.program)

/** What the message tells; a number or name that the input's end may have cut is none. */
const readRow = (message: string, cut: boolean): PlatformFactBody | undefined => {
  for (const {pattern, read} of ROWS) {
    const match = pattern.exec(message)
    if (!match) continue
    const body = read(match.slice(1), message)
    const isDoubtful = cut && match[0] === message && (body?.fact === 'cpu' || body?.fact === 'hypervisor')
    return isDoubtful && /\w$/.test(message) ? undefined : body
  }
  return undefined
}

/** `systemd-shutdown[1]: Rebooting.`: the program is peeled off by most wrappers and left by a console. */
const readShutdown = (message: string, line: LogLine): PlatformFactBody | undefined => {
  const [, console, rest] = /^([a-z-]+)\[\d+\]: (.*)$/s.exec(message) ?? []
  const program = console ?? line.envelope.program ?? ''
  const text = rest ?? message
  const found = SHUTDOWN_ROWS.some(([name, words]) => name.test(program) && words.test(text))
  return found ? {kind: 'fact', fact: 'shutdown', text: `${program}: ${text}`} : undefined
}

/** Facts that are the rest of their line, whatever it says. */
const OPEN_ENDED: readonly PlatformFactBody['fact'][] = ['command-line', 'kernel', 'dmi']

const isCutText = (body: PlatformFactBody, line: LogLine): boolean =>
  line.unterminated === true && OPEN_ENDED.includes(body.fact)

const toOutput = (bodies: readonly PlatformFactBody[], line: LogLine): DialectOutput => {
  const evidence = quoteLines(line)
  const facts: PlatformFact[] = bodies.map(body => ({
    dialect: ID,
    envelope: line.envelope,
    evidence,
    ...(isCutText(body, line) ? {partial: true} : {}),
    ...body,
  }))
  const notices = bodies
    .filter(body => isCutText(body, line))
    .map(body => valueTruncated(`end of the ${body.fact}`, evidence))
  return {facts, notices}
}

/** Facts that every trace repeats: told once a boot, and again when no trace was seen for hundreds of lines. */
const REPEATED: readonly PlatformFactBody['fact'][] = ['kernel-release', 'dmi']

const isRepeated = (body: PlatformFactBody, open: OpenFrames<string>): boolean => {
  if (body.fact === 'kernel') for (const fact of REPEATED) open.drop(fact)
  if (!REPEATED.includes(body.fact) || !('text' in body)) return false
  const text = body.fact === 'kernel-release' ? body.release : body.text
  const known = open.read(body.fact) === text
  open.write(body.fact, text)
  return known
}

export default defineDialect<string>({
  id: ID,
  title: 'Linux boot and shutdown messages',
  literals: [
    'Linux version ',
    'Not tainted ',
    'Tainted: ',
    'ommand line: ',
    'CPU0: ',
    'microcode: ',
    'Booting Linux on physical CPU',
    'DMI: ',
    'Hardware name: ',
    'Hypervisor detected: ',
    'Booting paravirtualized kernel',
    'dom0',
    'Dom0',
    'as root partition',
    'K available (',
    'k available (',
    'KeyIDs available',
    'Error INJection',
    'Machine check injector',
    'Starting machine check poll',
    'MCE exception',
    'firmware first mode',
    'Firmware First mode',
    'Correctable Errors collector',
    'Restarting system',
    'Power down',
    'System halted',
    'Starting new kernel',
    'SIGTERM to remaining',
    'Syncing filesystems',
    'Rebooting.',
    'Powering off.',
    'Halting system',
    'Shutting down.',
    'System is rebooting',
    'System is powering',
    'System is halting',
    'The system will reboot',
    'The system will power off',
    'shutting down for system',
  ],
  samples: [
    'Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)',
    'Command line: BOOT_IMAGE=/boot/vmlinuz-6.1.0-18-amd64 root=/dev/mapper/vg0-root ro kernelcore=mirror quiet',
    'Kernel command line: root=LABEL=root ro console=ttyS0,115200 kernelcore=mirror efi=debug mitigations=off',
    'smpboot: CPU0: Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz (family: 0x6, model: 0x6a, stepping: 0x6)',
    'smpboot: CPU0: Intel(R) Xeon(R) CPU E5-2680 0 @ 2.70GHz (fam: 06, model: 2d, stepping: 07)',
    'CPU0: Intel(R) Xeon(R) CPU           X5570  @ 2.93GHz stepping 05',
    'microcode: CPU0 sig=0x50654, pf=0x80, revision=0x2006e05',
    'CPU: 51 UID: 0 PID: 1 Comm: systemd Kdump: loaded Tainted: G   M       OE K     6.16.1 #1',
    'Pid: 0, comm: swapper Not tainted 2.6.32-431.el6.x86_64 #1',
    'DMI: QEMU Standard PC, BIOS 0.0.0 02/06/2015',
    'Hypervisor detected: KVM',
    'Memory: 2310492K/4187604K available (14343K kernel code, 2338K rwdata, 9132K rodata, 2824K init, 17344K bss, 246832K reserved, 0K cma-reserved)',
    'x86/mktme: 63 KeyIDs available',
    'EINJ: Error INJection is initialized.',
    'GHES: APEI firmware first mode is enabled by APEI bit and WHEA _OSC.',
    'RAS: Correctable Errors collector initialized.',
    'reboot: Restarting system',
  ],
  read(line, open) {
    const bodies = messagesIn(line.text).flatMap(message => {
      const body =
        (isKernel(line) ? readRow(message, line.unterminated === true) : undefined) ?? readShutdown(message, line)
      return body ? [body] : []
    })
    const news = bodies.filter(body => !isRepeated(body, open))
    return bodies.length > 0 ? toOutput(news, line) : undefined
  },
})
