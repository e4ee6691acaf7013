import {Args, Flags} from '@oclif/core'
import {analysisFlags} from './_analysis-flags.js'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'
import {redactFlags} from './_redact-flags.js'
import {scanThreads, threadFlags} from './_scan-threads.js'

/** `mirrorcheck analyze`: logs in, verdict and report out. */
export default class Analyze extends BaseCommand {
  static override summary =
    'Read logs and tell what the memory errors did, and whether mirroring would have absorbed them.'
  static override description =
    'Takes files, folders, quoted globs, or - for standard input. Prints a summary; -o writes reports; --json puts the whole analysis on stdout.\n' +
    'Exit codes: 0 done, 2 wrong use, 3 nothing could be read, 4 some input could not be read whole, 10 the --fail-on threshold was crossed.'
  static override examples = [
    '<%= config.bin %> analyze /var/log/kern.log',
    '<%= config.bin %> analyze samples/kernel-panic-unmirrored.log --what-if full --what-if partial:12.5 -o report.html',
    'dmesg | <%= config.bin %> analyze -',
  ]
  static override strict = false
  static override args = {
    path: Args.string({description: 'File, folder, glob, or - for standard input.', ignoreStdin: true}),
  }
  static override flags = {
    ...analysisFlags,
    ...threadFlags,
    output: Flags.string({
      char: 'o',
      description:
        'Write a report; the ending chooses the format: .html .pdf .md .txt .json .csv .sarif .prom (or .om, OpenMetrics). Repeatable.',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    json: Flags.boolean({description: 'Put the analysis on stdout as JSON.'}),
    'fail-on': Flags.string({
      description:
        'Exit 10 when an error this grave was found (unabsorbed: an uncorrected error that no mirror absorbed).',
      options: ['none', 'corrected', 'uncorrected', 'fatal', 'unabsorbed'],
      default: 'none',
    }),
    ...redactFlags,
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Analyze)
    const {readOptions} = await import('./_read-options.js')
    const {runAnalysis} = await import('./_run-analysis.js')
    const options = {...(await readOptions(this, argv.map(String), flags)), ...scanThreads(this, flags)}
    process.exitCode = await runAnalysis(this, options, flags)
  }
}
