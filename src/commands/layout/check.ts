import {Args, Flags} from '@oclif/core'
import {BaseCommand, commonFlags} from '../_base-command.js'
import {languageFlag} from '../_language-flag.js'

/** `mirrorcheck layout check FILE`: validates a layout file. */
export default class LayoutCheck extends BaseCommand {
  static override summary = 'Check a layout file: its shape, and the rules that fields must keep among themselves.'
  static override description = 'Exit codes: 0 valid (warnings may stand), 2 not valid or not readable.'
  static override examples = ['<%= config.bin %> layout check my-server.layout.json']
  static override args = {file: Args.string({description: 'A layout file.', required: true})}
  static override flags = {json: Flags.boolean({description: 'Findings as JSON.'}), ...languageFlag, ...commonFlags}

  async run(): Promise<void> {
    const {args, flags} = await this.parse(LayoutCheck)
    const json = await this.askJson(args.file, 'layout file')
    const {readLayout} = await import('../../mirror/read-layout.js')
    const {checkLayout} = await import('../../mirror/check-layout.js')
    const {printable} = await import('../../report/format.js')
    const {layout, problems} = readLayout(json)
    const findings = layout === undefined ? problems : [...problems, ...checkLayout(layout)]
    const invalid = layout === undefined || findings.some(finding => finding.severity === 'error')
    if (flags.json) this.log(JSON.stringify({valid: !invalid, findings}, null, 2))
    else {
      for (const {severity, rule, message, fix} of findings)
        this.log(
          `${this.say(severity)} ${rule}: ${printable(this.say(message))}${fix ? `\n  → ${printable(this.say(fix))}` : ''}`,
        )
      this.log(`${printable(args.file)}: ${this.say(invalid ? 'not valid' : 'valid')}`)
    }
    process.exitCode = invalid ? 2 : 0
  }
}
