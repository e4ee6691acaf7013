import {Args, Flags} from '@oclif/core'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'
import {redactFlags} from './_redact-flags.js'

/** `mirrorcheck fleet DIR`: the roll-up of a dataset. */
export default class Fleet extends BaseCommand {
  static override summary =
    'Roll a dataset of `batch` up: machines and modules by worst, what would have helped, what failed again.'
  static override description =
    'Prints a summary; -o writes it whole; --json puts it on stdout. Machines of one name are one machine, and what several inputs tell is counted once. Rates of the fleet are told with --fleet-size alone: how many machines stayed quiet is not in a dataset of those that did not.\n' +
    'Exit codes: 0 done, 2 wrong use, 3 the dataset holds nothing that could be read, 4 some inputs could not be read whole.'
  static override examples = [
    '<%= config.bin %> fleet fleet-data',
    '<%= config.bin %> fleet fleet-data -o fleet.html -o fleet.csv',
  ]
  static override args = {
    dataset: Args.string({description: 'Folder that batch wrote.', required: true}),
  }
  static override flags = {
    output: Flags.string({
      char: 'o',
      description:
        'Write the roll-up; the ending chooses the format: .html .pdf .md .txt .json .csv (one row a machine). Repeatable.',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'fleet-size': Flags.integer({
      description: 'Machines there are, those without a log among them: then rates of the fleet are told.',
      helpValue: 'N',
      min: 1,
    }),
    json: Flags.boolean({description: 'Put the roll-up on stdout as JSON.'}),
    ...redactFlags,
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {args, flags} = await this.parse(Fleet)
    const {runFleet} = await import('./_run-fleet.js')
    process.exitCode = await runFleet(this, args.dataset, flags)
  }
}
