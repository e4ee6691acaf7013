import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {Command, Flags} from '@oclif/core'

/** Flags every command has. */
export const commonFlags = {
  quiet: Flags.boolean({char: 'q', description: 'Write nothing to stderr but errors.'}),
}

/** What all commands share: plugin roots, the version, wrong use, files the user named. */
export abstract class BaseCommand extends Command {
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
