import {Args} from '@oclif/core'
import {readingFlags} from '../_analysis-flags.js'
import {BaseCommand, commonFlags} from '../_base-command.js'
import {languageFlag} from '../_language-flag.js'

/** `mirrorcheck layout infer PATH…`: a layout from facts in logs. */
export default class LayoutInfer extends BaseCommand {
  static override summary =
    'Infer the mirror layout of each host from its logs; prints layout JSON with the provenance of every field.'
  static override description =
    'One layout is printed as an object, several hosts as an array. Remarks and conflicts go to stderr.'
  static override examples = ['<%= config.bin %> layout infer dmesg.txt > layout.json']
  static override strict = false
  static override args = {
    path: Args.string({description: 'File, folder, glob, or - for standard input.', ignoreStdin: true}),
  }
  static override flags = {...readingFlags, ...languageFlag, ...commonFlags}

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(LayoutInfer)
    const {readOptions} = await import('../_read-options.js')
    const {analyze} = await import('../../analyze.js')
    const {writeLayout} = await import('../../mirror/write-layout.js')
    const {EXIT} = await import('../../exit-codes.js')
    const result = await analyze(await readOptions(this, argv.map(String), flags))
    const layouts = result.analysis.hosts.flatMap(host =>
      host.layout === undefined ? [] : [writeLayout({...host.layout, name: host.id})],
    )
    if (layouts.length > 0) this.log(JSON.stringify(layouts.length === 1 ? layouts[0] : layouts, null, 2))
    else
      this.logToStderr(
        'mirrorcheck: no boot messages were found: give the log of a whole boot (dmesg, journalctl -k -b), best booted with efi=debug',
      )
    if (!flags.quiet)
      for (const host of result.analysis.hosts)
        for (const remark of host.layoutRemarks ?? []) this.logToStderr(`${host.id}: ${remark}`)
    process.exitCode = result.inputsRead === 0 ? EXIT.nothingRead : result.lost ? EXIT.partlyRead : EXIT.done
  }
}
