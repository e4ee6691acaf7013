/** One command of a ```console block, and the output the page shows for it. */
export interface DocumentedCommand {
  readonly command: string
  /** Lines shown; a line of `…` alone stands for any number of lines. */
  readonly shown: readonly string[]
}

/** The commands of every ```console block of a Markdown page, in order. */
export function consoleBlocks(markdown: string): readonly DocumentedCommand[] {
  const blocks = [...markdown.matchAll(/^```console\n([\s\S]*?)^```/gm)].map(match => match[1] ?? '')
  return blocks.flatMap(block => {
    const commands: {command: string; shown: string[]}[] = []
    for (const line of block.replace(/\n$/, '').split('\n')) {
      if (line.startsWith('$ ')) commands.push({command: line.slice(2), shown: []})
      else commands.at(-1)?.shown.push(line)
    }
    return commands
  })
}

/** A regular expression that the whole output must match: the shown lines, `…` for any lines between. */
export function outputPattern(shown: readonly string[]): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const parts = shown.map(line => (line.trim() === '…' ? '(?:.*\\n)*?' : `${literal(line).replace(/…/g, '.*')}\\n`))
  return new RegExp(`^${parts.join('')}$`)
}
