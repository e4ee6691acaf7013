import {Flags} from '@oclif/core'
import {BaseCommand, commonFlags} from './_base-command.js'
import {languageFlag} from './_language-flag.js'

/** `mirrorcheck catalog`: every contribution with its file. */
export default class Catalog extends BaseCommand {
  static override summary = 'List every contribution, built-in and third-party, with the file it came from.'
  static override examples = ['<%= config.bin %> catalog', '<%= config.bin %> catalog --json']
  static override flags = {json: Flags.boolean({description: 'As JSON.'}), ...languageFlag, ...commonFlags}

  async run(): Promise<void> {
    const {flags} = await this.parse(Catalog)
    const {listCatalog} = await import('../contributions.js')
    const kinds = await listCatalog(this.askPluginRoots())
    if (flags.json) return this.log(JSON.stringify(kinds, null, 2))
    for (const [kind, entries] of Object.entries(kinds)) {
      if (entries.length === 0) continue
      this.log(this.say(`${kind} (${entries.length})`))
      const width = Math.max(...entries.map(entry => entry.id.length))
      for (const {id, file} of entries) this.log(`  ${id.padEnd(width)}  ${file}`)
    }
  }
}
