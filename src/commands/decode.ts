import {Args, Flags} from '@oclif/core'
import {readingFlags} from './_analysis-flags.js'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'
import {threadFlags} from './_scan-threads.js'

/** `mirrorcheck decode`: a filter that prints every hardware-error record, decoded, in order. */
export default class Decode extends BaseCommand {
  static override summary = 'Decode every hardware-error record of a log, in order, for the machine it came from.'
  static override description =
    'A filter like `mcelog --ascii`: kernel logs under any prefix, pasted text, photographs typed off, records by other tools. Nothing is joined: each record is told where it ends. ' +
    'The CPU is the one its PROCESSOR line or boot names, else --cpu; never that of the analysing host.\n' +
    'Exit codes: 0 done, 2 wrong use, 3 nothing could be read, 4 some record or input could not be read whole; standard error says which.'
  static override examples = [
    '<%= config.bin %> decode /var/log/kern.log',
    'dmesg | <%= config.bin %> decode --ndjson -',
    '<%= config.bin %> decode --cpu 0x50654 panic-photo.txt',
  ]
  static override strict = false
  static override args = {
    path: Args.string({description: 'File, folder, glob; standard input when left out or -.', ignoreStdin: true}),
  }
  static override flags = {
    ...readingFlags,
    ...threadFlags,
    ndjson: Flags.boolean({description: 'One MemoryError a line, as JSON.'}),
    ...languageFlag,
    ...commonFlags,
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Decode)
    const {runDecode} = await import('./_run-decode.js')
    process.exitCode = await runDecode(this, argv.length === 0 ? ['-'] : argv.map(String), flags)
  }
}
