import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {Command, Flags} from '@oclif/core'
import type {ParseNotice} from '../logs/parse-notice.js'
import {printable} from '../report/format.js'
import {languageIn, openVoice, type Voice} from '../report/language/voice.js'

/** Flags every command has. */
export const commonFlags = {
  quiet: Flags.boolean({char: 'q', description: 'Write nothing to stderr but errors.'}),
}

/** What all commands share: plugin roots, the version, wrong use, files the user named. */
export abstract class BaseCommand extends Command {
  /** The reader's language, known before anything is said. */
  voice: Voice | undefined

  override async init(): Promise<void> {
    await super.init()
    this.voice = await openVoice(languageIn(this.argv))
  }

  /** A text of ours in the reader's language. */
  say(text: string): string {
    return this.voice?.say(text) ?? text
  }

  /** A message beside the results, in the reader's language; what it quotes is made harmless. */
  override logToStderr(message = ''): void {
    const [, who = '', said = ''] = /^(mirrorcheck: )?(.*)$/s.exec(message) ?? []
    super.logToStderr(who + printable(this.say(said)))
  }

  /** A notice beside the results, `before` at its head. */
  tellNotice({code, message}: Pick<ParseNotice, 'code' | 'message'>, before = ''): void {
    this.logToStderr(`mirrorcheck: ${this.say(before)}${this.voice?.notice(code, message) ?? message}`)
  }

  /** Folders of installed packages, oclif's own aside, that may carry a `mirrorcheck` block. */
  askPluginRoots(): string[] {
    return [...this.config.plugins.values()]
      .filter(plugin => plugin.name !== this.config.name && !plugin.name.startsWith('@oclif/'))
      .map(plugin => plugin.root)
      .sort()
  }

  askVersion(): string {
    return this.config.version
  }

  /** Ends the run with exit code 2 and a message that says what to do. */
  refuse(message: string): never {
    this.error(message, {exit: 2})
  }

  /** A JSON file the user named; wrong use when it cannot be read or is no JSON. */
  async askJson(path: string, what: string): Promise<unknown> {
    const text = await readFile(path, 'utf8').catch(() =>
      this.refuse(`cannot read the ${what} ${path}: is the path right?`),
    )
    try {
      return JSON.parse(text)
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'syntax error'
      return this.refuse(`the ${what} ${path} is not JSON: ${reason}`)
    }
  }

  /** Path of a file shipped with the package. */
  shipped(...parts: string[]): string {
    return join(this.config.root, ...parts)
  }
}
