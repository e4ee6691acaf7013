import {Args, Flags} from '@oclif/core'
import {unpackFlags} from './_analysis-flags.js'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'
import {threadFlags} from './_scan-threads.js'

/** `mirrorcheck detect PATH…`: what each file was taken for, and why. */
export default class Detect extends BaseCommand {
  static override summary = 'Tell what each file was taken for, and which line says so.'
  static override examples = ['<%= config.bin %> detect /var/log/kern.log case/']
  static override strict = false
  static override args = {
    path: Args.string({description: 'File, folder, glob, or - for standard input.', ignoreStdin: true}),
  }
  static override flags = {
    ...unpackFlags,
    ...threadFlags,
    json: Flags.boolean({description: 'As JSON.'}),
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Detect)
    const {runDetect} = await import('./_run-detect.js')
    process.exitCode = await runDetect(this, argv.map(String), flags)
  }
}
