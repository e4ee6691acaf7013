import {Args, Flags} from '@oclif/core'
import {readingFlags} from '../_analysis-flags.js'
import {BaseCommand, commonFlags} from '../_base-command.js'
import {languageFlag} from '../_language-flag.js'

/** `mirrorcheck layout plan [PATH…]`: how much to mirror, what it costs, how to set it. */
export default class LayoutPlan extends BaseCommand {
  static override summary = 'Choose how much memory to mirror so that the kernel’s own data has a second copy.'
  static override description =
    'Takes the logs of a boot (memory, nodes and what went wrong are read from them), or the size of the machine in flags. ' +
    'Prints what to ask the firmware for, what it takes and gives, how to set and verify it, and what it would have made of the errors in the logs.\n' +
    'Exit codes: 0 done, 2 wrong use, 3 the logs do not tell how much memory there is, 4 some input could not be read whole.'
  static override examples = [
    '<%= config.bin %> layout plan --installed 1TiB --nodes 2 --platform lenovo-xeon-6',
    '<%= config.bin %> layout plan samples/kernelcore-mirror.log',
  ]
  static override strict = false
  static override args = {
    path: Args.string({description: 'File, folder, glob, or - for standard input.', ignoreStdin: true}),
  }
  static override flags = {
    installed: Flags.string({description: 'Memory in DIMMs, e.g. 1TiB.', helpValue: 'SIZE'}),
    nodes: Flags.integer({description: 'NUMA nodes it is spread over, evenly.', min: 1, max: 64}),
    'kernel-need': Flags.string({
      description: 'What the kernel needs for itself on the whole machine; assumed when left out.',
      helpValue: 'SIZE',
    }),
    headroom: Flags.string({
      description: 'How many times the kernel’s need is mirrored; 2 for machines dense with containers.',
      default: '1.5',
      helpValue: 'N',
    }),
    platform: Flags.string({
      description:
        'Whose steps and names to use: generic, intel-reference, lenovo-4th-gen, lenovo-xeon-6, dell-frm, dell-frm-yx4x, hpe-proliant, cisco-ucs, openeuler-arm. By the logs when left out, else generic.',
      helpValue: 'ID',
    }),
    share: Flags.string({
      description:
        'Weigh this share (percent, at most 50) instead of choosing one: of what lies above 4 GiB, or with dell-frm of all memory.',
      helpValue: 'P',
    }),
    json: Flags.boolean({description: 'The plan as JSON.'}),
    ...readingFlags,
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(LayoutPlan)
    const {planFromFlags, planFromLogs} = await import('../_run-plan.js')
    if (argv.length === 0) {
      process.exitCode = planFromFlags(this, flags)
      return
    }
    const {readOptions} = await import('../_read-options.js')
    process.exitCode = await planFromLogs(this, await readOptions(this, argv.map(String), flags), flags)
  }
}
