import {Args, Flags} from '@oclif/core'
import {readingFlags} from '../_analysis-flags.js'
import {BaseCommand, commonFlags} from '../_base-command.js'
import {languageFlag} from '../_language-flag.js'

/** `mirrorcheck layout show LAYOUT.json | PATH…`: a layout drawn and told. */
export default class LayoutShow extends BaseCommand {
  static override summary = 'Draw a mirror layout: what is mirrored, who uses it, and where each field is known from.'
  static override description =
    'Takes a layout file (ending in .json) or the logs of a boot. -o writes the address map as SVG.\n' +
    'Exit codes: 0 done, 2 wrong use, 3 no layout could be read, 4 some input could not be read whole.'
  static override examples = [
    '<%= config.bin %> layout show samples/kernelcore-mirror.log',
    '<%= config.bin %> layout show my-server.layout.json -o map.svg',
  ]
  static override strict = false
  static override args = {
    path: Args.string({description: 'Layout file, or logs of a boot.', ignoreStdin: true}),
  }
  static override flags = {
    output: Flags.string({char: 'o', description: 'Write the address map as SVG.', helpValue: 'FILE.svg'}),
    host: Flags.string({description: 'Only this host.', helpValue: 'NAME'}),
    ...readingFlags,
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(LayoutShow)
    const paths = argv.map(String)
    const {showFile, showFromLogs} = await import('../_run-show.js')
    const {layoutFile, readOptions} = await import('../_read-options.js')
    const [only, ...others] = paths
    process.exitCode =
      only?.endsWith('.json') && others.length === 0
        ? await showFile(this, await layoutFile(this, only), flags.output)
        : await showFromLogs(this, await readOptions(this, paths, flags), flags.output)
  }
}
