import {Args, Flags} from '@oclif/core'
import {analysisFlags} from '../_analysis-flags.js'
import {BaseCommand, commonFlags} from '../_base-command.js'
import {languageFlag} from '../_language-flag.js'
import {redactFlags} from '../_redact-flags.js'

/** `mirrorcheck bundle PATH…`: one ZIP for the vendor's ticket. */
export default class Bundle extends BaseCommand {
  static override summary =
    'Pack reports, evidence and hashes of the original logs into one ZIP for the vendor’s ticket.'
  static override description =
    'Names of machines, people and things are replaced by pseudonyms unless --no-redact; the originals stay with you, the bundle holds their hashes. ' +
    'Equal input gives equal bytes.\n' +
    'Exit codes: 0 done, 2 wrong use, 3 nothing could be read, 4 some input could not be read whole.'
  static override examples = [
    '<%= config.bin %> bundle sosreport.tar.xz -o ticket.zip --redact-map private.json',
    '<%= config.bin %> bundle verify ticket.zip sosreport.tar.xz',
  ]
  static override strict = false
  static override args = {
    path: Args.string({description: 'File, folder, glob, or - for standard input.', ignoreStdin: true}),
  }
  static override flags = {
    ...analysisFlags,
    ...redactFlags,
    redact: Flags.boolean({
      description: 'Replace names by pseudonyms; --no-redact leaves them.',
      default: true,
      allowNo: true,
    }),
    output: Flags.string({
      char: 'o',
      description: 'The ZIP to write.',
      helpValue: 'FILE',
      default: 'mirrorcheck-bundle.zip',
    }),
    json: Flags.boolean({description: 'Put the manifest on stdout.'}),
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Bundle)
    const {runBundle} = await import('../_run-bundle.js')
    process.exitCode = await runBundle(this, argv.map(String), flags)
  }
}
