import {Args, Flags} from '@oclif/core'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'
import {redactFlags} from './_redact-flags.js'

/** `mirrorcheck report ANALYSIS.json`: renders a saved analysis again. */
export default class Report extends BaseCommand {
  static override summary = 'Render a saved analysis again, to any format, without the logs.'
  static override examples = ['<%= config.bin %> report case.json -o case.html -o case.md']
  static override args = {
    analysis: Args.string({description: 'A file written by analyze --json or -o FILE.json.', required: true}),
  }
  static override flags = {
    output: Flags.string({
      char: 'o',
      description:
        'Write a report; the ending chooses the format: .html .pdf .md .txt .json .csv .sarif .prom (or .om). Repeatable.',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    json: Flags.boolean({description: 'Put the analysis on stdout as JSON.'}),
    ...redactFlags,
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {args, flags} = await this.parse(Report)
    const {chooseRenderers, facesOf, writeFaces} = await import('./_run-analysis.js')
    const {loadContributions} = await import('../contributions.js')
    const {redactByFlags} = await import('./_redact.js')
    const {savedAnalysis} = await import('./_saved-analysis.js')
    const saved = await savedAnalysis(this, args.analysis)
    const parts = await loadContributions(this.askPluginRoots())
    const chosen = await chooseRenderers(this, parts, flags.output)
    const analysis = await redactByFlags(this, saved, flags)
    await writeFaces(this, facesOf(analysis, parts), parts, flags, chosen)
  }
}
