import {Args, Flags} from '@oclif/core'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'
import {redactFlags} from './_redact-flags.js'

/** `mirrorcheck diff BEFORE.json AFTER.json`: what changed between two saved analyses. */
export default class Diff extends BaseCommand {
  static override summary =
    'Tell what changed between two saved analyses of the same machines: before and after the swap.'
  static override description =
    'New and gone incidents, DIMMs whose errors stopped, go on or began, counters, kernel, layout and modules, verdicts, risk. ' +
    'The logs of both may overlap: what both tell is matched.\n' +
    'Exit codes: 0 done, 2 wrong use, 10 an error that only the second analysis tells crosses the --fail-on threshold.'
  static override examples = [
    '<%= config.bin %> diff before.json after.json',
    '<%= config.bin %> diff before.json after.json -o diff.html --fail-on corrected',
  ]
  static override args = {
    before: Args.string({description: 'The earlier analysis, written by analyze -o FILE.json.', required: true}),
    after: Args.string({description: 'The later one.', required: true}),
  }
  static override flags = {
    output: Flags.string({
      char: 'o',
      description: 'Write the comparison; the ending chooses the format: .html .pdf .md .txt .json .csv. Repeatable.',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    json: Flags.boolean({description: 'Put the comparison on stdout as JSON.'}),
    'fail-on': Flags.string({
      description: 'Exit 10 when an error this grave is new.',
      options: ['none', 'corrected', 'uncorrected', 'fatal', 'unabsorbed'],
      default: 'none',
    }),
    ...redactFlags,
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {args, flags} = await this.parse(Diff)
    const {runDiff} = await import('./_run-diff.js')
    process.exitCode = await runDiff(this, args, flags)
  }
}
