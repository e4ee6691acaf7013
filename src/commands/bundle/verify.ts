import {Args, Flags} from '@oclif/core'
import {BaseCommand, commonFlags} from '../_base-command.js'
import {languageFlag} from '../_language-flag.js'

/** `mirrorcheck bundle verify FILE [ORIGINAL…]`: is the bundle whole, and are these its originals. */
export default class BundleVerify extends BaseCommand {
  static override summary = 'Check a bundle against the hashes in its manifest, and original logs against the bundle.'
  static override description =
    'Originals are known by their content, whatever their names. The manifest itself is vouched for by the SHA-256 that `bundle` printed.\n' +
    'Exit codes: 0 all matches, 2 wrong use or no bundle, 10 something differs.'
  static override examples = ['<%= config.bin %> bundle verify ticket.zip kern.log kern.log.1']
  static override strict = false
  static override args = {
    bundle: Args.string({description: 'The ZIP.', required: true}),
    original: Args.string({description: 'Original files or folders, to be compared by their hashes.'}),
  }
  static override flags = {
    json: Flags.boolean({description: 'Put the findings on stdout as JSON.'}),
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, args, flags} = await this.parse(BundleVerify)
    const {runBundleVerify} = await import('../_run-bundle-verify.js')
    process.exitCode = await runBundleVerify(this, args.bundle, argv.map(String).slice(1), flags)
  }
}
