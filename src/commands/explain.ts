import {Args, Flags} from '@oclif/core'
import {BaseCommand, commonFlags} from './_base-command.js'

/** `mirrorcheck explain STATUS`: one register set, field by field. */
export default class Explain extends BaseCommand {
  static override summary =
    'Explain one set of machine-check registers: every field, the manual it is in, the severity, the kernel’s grade, what to do.'
  static override description =
    'Register values are hexadecimal, with or without 0x. Nothing is read from this machine: what is not given is not assumed silently.\n' +
    '--ndjson reads one JSON object a line from standard input and prints one answer a line, in the same order.'
  static override examples = [
    '<%= config.bin %> explain 0xbd80000000100134 --cpu 0x606a6 --bank 1 --misc 0x86 --addr 0x1c6e4a5c80 --mcgstatus 0xf --context kernel',
    '<%= config.bin %> explain 8800000000000080 --cpu 0x50650 --bank 7 --misc 8000000000000000',
    'echo \'{"status":"0xbe00000000010091","signature":"0x50654","bank":7}\' | <%= config.bin %> explain --ndjson',
  ]
  static override args = {status: Args.string({description: 'IA32_MCi_STATUS, or AMD MCA_STATUS.', ignoreStdin: true})}
  static override flags = {
    vendor: Flags.string({description: 'Who made the CPU.', options: ['intel', 'amd', 'hygon', 'zhaoxin']}),
    cpu: Flags.string({description: 'CPU signature (CPUID.1 EAX).', helpValue: 'SIG'}),
    bank: Flags.integer({description: 'Bank number.', min: 0, max: 255}),
    misc: Flags.string({description: 'IA32_MCi_MISC.', helpValue: 'HEX'}),
    addr: Flags.string({description: 'IA32_MCi_ADDR.', helpValue: 'HEX'}),
    mcgstatus: Flags.string({description: 'IA32_MCG_STATUS.', helpValue: 'HEX'}),
    mcgcap: Flags.string({description: 'IA32_MCG_CAP.', helpValue: 'HEX'}),
    ipid: Flags.string({description: 'AMD MCA_IPID.', helpValue: 'HEX'}),
    synd: Flags.string({description: 'AMD MCA_SYND.', helpValue: 'HEX'}),
    cs: Flags.string({description: 'Code segment at the time.', helpValue: 'HEX'}),
    ip: Flags.string({description: 'Instruction pointer at the time.', helpValue: 'HEX'}),
    context: Flags.string({
      description: 'What was running.',
      options: ['user', 'kernel', 'kernel-copy-mc', 'kernel-copy-from-user'],
    }),
    notify: Flags.string({description: 'How the kernel learnt of it.', options: ['exception', 'poll']}),
    kernel: Flags.string({description: 'Kernel version; all known grade tables when left out.', helpValue: 'V'}),
    json: Flags.boolean({description: 'The answer as JSON.', exclusive: ['ndjson']}),
    ndjson: Flags.boolean({description: 'Read register sets from standard input, one JSON object a line.'}),
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {args, flags} = await this.parse(Explain)
    const {explainStream, explainOne} = await import('./_run-explain.js')
    process.exitCode = flags.ndjson ? await explainStream(this) : await explainOne(this, args.status, flags)
  }
}
