import {Args, Flags} from '@oclif/core'
import {analysisFlags} from './_analysis-flags.js'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'
import {redactFlags} from './_redact-flags.js'

/** `mirrorcheck batch PATH… --out DIR`: many inputs → a dataset of analyses, resumable. */
export default class Batch extends BaseCommand {
  static override summary =
    'Read many logs, folders or archives into a dataset of analyses; run again to bring it up to date.'
  static override description =
    'Of a folder that is named, each entry is one input and gives one analysis: a file, an archive, a sub-folder with all below it; ' +
    'a log and its rotations (kern.log, kern.log.1, kern.log.2.gz) are one. --per changes that. An input whose files have kept name, size and time is left; ' +
    'one whose time alone changed is left when its content is the same. Killed at any moment and run again, nothing is lost or doubled. ' +
    'An input that cannot be read is one row of the table at the end, not the end of the run.\n' +
    'Exit codes: 0 done, 2 wrong use or the dataset cannot be written, 3 nothing could be read, 4 some inputs could not be read whole.'
  static override examples = [
    '<%= config.bin %> batch /data/bundles --out fleet-data',
    'find /data -name "sosreport-*.tar.xz" | <%= config.bin %> batch --from - --out fleet-data',
    '<%= config.bin %> batch /data/bundles --out fleet-data --shard $((SLURM_ARRAY_TASK_ID + 1))/$SLURM_ARRAY_TASK_COUNT',
  ]
  static override strict = false
  static override args = {
    path: Args.string({description: 'Folder, file, archive or quoted glob.', ignoreStdin: true}),
  }
  static override flags = {
    out: Flags.string({
      description: 'Folder of the dataset; made when it is missing.',
      helpValue: 'DIR',
      required: true,
    }),
    from: Flags.string({
      description: 'Read further paths from a file, one a line; - for standard input.',
      helpValue: 'FILE',
    }),
    per: Flags.string({
      description: 'What is one input: each entry of a named folder, each file below it, or each path as it was named.',
      options: ['entry', 'file', 'path'],
      default: 'entry',
    }),
    jobs: Flags.integer({char: 'j', description: 'Inputs read at the same time; by default one a processor.', min: 1}),
    shard: Flags.string({
      description: 'Read only the I-th of N shares of the inputs; any number of shares may write one dataset.',
      helpValue: 'I/N',
    }),
    again: Flags.boolean({description: 'Read every input again, changed or not.'}),
    verify: Flags.boolean({description: 'Compare the content of every input, not only size and time.'}),
    json: Flags.boolean({description: 'Put the totals on stdout as JSON.'}),
    ...analysisFlags,
    ...redactFlags,
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Batch)
    const {batchFromFlags} = await import('./_run-batch.js')
    process.exitCode = await batchFromFlags(this, argv.map(String), flags)
  }
}
