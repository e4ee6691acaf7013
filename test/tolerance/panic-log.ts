// Composed of what kernels print: the record by arch/x86/kernel/cpu/mce/core.c (print_mce), the trace by panic()'s
// dump_stack(), its shape by arch/x86/kernel/dumpstack.c and arch/arm64/kernel/traps.c of the release named.

/** Lines with the kernel's own clock before them, seconds since boot. */
export const stamp = (lines: readonly string[], from = 211840): string =>
  `${lines.map((line, index) => `[${(from + index / 1e4).toFixed(6)}] ${line}`).join('\n')}\n`

const HE = 'mce: [Hardware Error]: '

/** A machine check in kernel code that ended in a panic. */
export interface Panic {
  readonly release?: string
  /** `{copy_page+0x7/0x10}` of the record; absent where the kernel printed none. */
  readonly symbol?: string
  readonly cpu?: number
  readonly traceCpu?: number
  readonly trace: readonly string[]
  /** Reason of the kernel's severity table. */
  readonly reason?: string
}

/** The log of such a panic, from the kernel's banner on. */
export const panicked = ({
  release = '5.15.158',
  symbol,
  cpu = 9,
  traceCpu = cpu,
  trace,
  reason = 'Data load in unrecoverable area of kernel',
}: Panic): string =>
  stamp([`Linux version ${release} (root@build) (gcc (GCC) 12.3.0) #1 SMP Mon May 6 09:12:44 UTC 2024`], 0) +
  stamp([
    `${HE}CPU ${cpu}: Machine Check Exception: 5 Bank 1: bd80000000100134`,
    ...(symbol === undefined ? [] : [`${HE}RIP 10:<ffffffff81f3a6e7> {${symbol}}`]),
    `${HE}TSC 1a0b42f91dd0c ADDR 33e81f4780 MISC 86 `,
    `${HE}PROCESSOR 0:606a6 TIME 1770348642 SOCKET 0 APIC 12 microcode d0003b9`,
    `${HE}Machine check: ${reason}`,
    'Kernel panic - not syncing: Fatal local machine check',
    `CPU: ${traceCpu} PID: 48211 Comm: postgres Tainted: G   M                ${release} #1`,
    'Hardware name: Supermicro SYS-620U-TNR/X12DPU-6, BIOS 1.4b 06/21/2023',
    'Call Trace:',
    ...trace,
    '---[ end Kernel panic - not syncing: Fatal local machine check ]---',
  ])

/** The frames of a panic in a machine check as kernels since 5.8 print them. */
export const modern = (instruction: string, frames: readonly string[]): readonly string[] => [
  ' <#MC>',
  ' dump_stack_lvl+0x34/0x44',
  ' panic+0xfd/0x2db',
  ' mce_panic.cold+0x13/0x4d',
  ' do_machine_check+0x6a8/0x7b0',
  ' exc_machine_check+0x76/0xb0',
  ' asm_exc_machine_check+0x1e/0x40',
  `RIP: 0010:${instruction}`,
  'RSP: 0000:ffffb0c0a5f7fd20 EFLAGS: 00010286',
  ' </#MC>',
  ' <TASK>',
  ...frames.map(frame => ` ${frame}`),
  ' </TASK>',
]
