import {Args, Flags} from '@oclif/core'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'

const register = (description: string) => Flags.string({description, helpValue: 'HEX'})

/** `mirrorcheck explain STATUS`: one register set, field by field. */
export default class Explain extends BaseCommand {
  static override summary =
    'Explain one set of machine-check registers: every field, the manual it is in, the severity, the kernel’s grade and why, what to do.'
  static override description =
    'STATUS is a register value, hexadecimal with or without 0x, or a line pasted from a log, or - for lines on standard input.\n' +
    'Lines of arm64 kernels and firmware are read too: SError and abort lines, ESR=…, error records such as ERR0STATUS=….\n' +
    'Nothing is read from this machine: what is not given is not assumed silently.\n' +
    '--grades prints the table by which a kernel grades machine checks; without a version that is known, all of them.\n' +
    '--ndjson reads one JSON object a line from standard input and prints one answer a line, in the same order; Arm’s are {"esr":"0x…"} and {"errstatus":"0x…","erraddr":"0x…"}.'
  static override examples = [
    '<%= config.bin %> explain 0xbd80000000100134 --cpu 0x606a6 --bank 1 --misc 0x86 --addr 0x1c6e4a5c80 --mcgstatus 0xf --context kernel',
    '<%= config.bin %> explain "mce: [Hardware Error]: CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091" --cpu 0x50654',
    '<%= config.bin %> explain "SError Interrupt on CPU3, code 0x00000000be000411 -- SError"',
    '<%= config.bin %> explain "ERR0STATUS: 0xc4800390"',
    '<%= config.bin %> explain --grades 6.12',
    'echo \'{"status":"0xbe00000000010091","signature":"0x50654","bank":7}\' | <%= config.bin %> explain --ndjson',
  ]
  static override strict = false
  static override args = {
    status: Args.string({
      description:
        'IA32_MCi_STATUS, AMD MCA_STATUS, or ESR_EL1 with --vendor arm; a line of a log; - for standard input.',
      ignoreStdin: true,
    }),
  }
  static override flags = {
    status: register('The same as STATUS.'),
    vendor: Flags.string({
      description: 'Who made the CPU; arm: the value is a syndrome, ESR_EL1.',
      options: ['intel', 'amd', 'hygon', 'zhaoxin', 'arm'],
    }),
    cpu: Flags.string({description: 'CPU signature (CPUID.1 EAX).', helpValue: 'SIG'}),
    bank: Flags.integer({description: 'Bank number.', min: 0, max: 255}),
    misc: register('IA32_MCi_MISC.'),
    addr: register('IA32_MCi_ADDR.'),
    mcgstatus: register('IA32_MCG_STATUS.'),
    mcgcap: register('IA32_MCG_CAP.'),
    ipid: register('AMD MCA_IPID.'),
    synd: register('AMD MCA_SYND.'),
    cs: register('Code segment at the time.'),
    ip: register('Instruction pointer at the time.'),
    context: Flags.string({
      description: 'What was running.',
      options: ['user', 'kernel', 'kernel-copy-mc', 'kernel-copy-from-user'],
    }),
    notify: Flags.string({description: 'How the kernel learnt of it.', options: ['exception', 'poll']}),
    kernel: Flags.string({description: 'Kernel release; all known grade tables when left out.', helpValue: 'V'}),
    grades: Flags.string({description: 'Print the grade table of this kernel, or all.', helpValue: 'KERNEL'}),
    json: Flags.boolean({description: 'The answer as JSON.', exclusive: ['ndjson']}),
    ndjson: Flags.boolean({description: 'Read register sets from standard input, one JSON object a line.'}),
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Explain)
    if (flags.grades !== undefined) {
      const {printGrades} = await import('./_run-grades.js')
      process.exitCode = printGrades(this, flags.grades, flags.json)
      return
    }
    const {explainStream, explainOne} = await import('./_run-explain.js')
    const said = argv.length === 0 ? flags.status : argv.map(String).join(' ')
    process.exitCode = flags.ndjson ? await explainStream(this) : await explainOne(this, said, flags)
  }
}
