import {readdir, readFile} from 'node:fs/promises'
import {Args} from '@oclif/core'
import {BaseCommand, commonFlags} from './_base-command.js'

const ENDING = '.schema.json'

/** `mirrorcheck schema NAME`: a JSON Schema of what people exchange. */
export default class Schema extends BaseCommand {
  static override summary = 'Print the JSON Schema of a document; without a name, list the schemas.'
  static override examples = ['<%= config.bin %> schema', '<%= config.bin %> schema analysis']
  static override args = {name: Args.string({description: 'analysis or layout'})}
  static override flags = commonFlags

  async run(): Promise<void> {
    const {args} = await this.parse(Schema)
    const files = await readdir(this.shipped('schemas'))
    const names = files.filter(file => file.endsWith(ENDING)).map(file => file.slice(0, -ENDING.length))
    const {name} = args
    if (name === undefined) return this.log(names.sort().join('\n'))
    if (!names.includes(name)) return this.refuse(`there is no schema '${name}'; there are: ${names.sort().join(', ')}`)
    this.log((await readFile(this.shipped('schemas', name + ENDING), 'utf8')).trimEnd())
  }
}
