import {type Contribution, contributionError, type LazyContribution} from './contribution.js'

type Entry = Contribution | LazyContribution

const baseName = (file: string): string =>
  file
    .split('/')
    .at(-1)
    ?.replace(/\.[^.]+$/, '') ?? file

/**
 * Contributions of one kind, checked and sorted by id: every id is kebab-case and equal to its file name, none stands
 * twice. Throws a `ContributionError` naming the file (both files, for a duplicate).
 */
export function orderContributions<Item extends Entry>(kind: string, entries: readonly Item[]): readonly Item[] {
  const files = new Map<string, string>()
  for (const {id, file} of entries) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
      throw contributionError(`${file}: the id '${id}' of this ${kind} contribution is not kebab-case`)
    if (baseName(file) !== id)
      throw contributionError(`${file}: the id '${id}' differs from the file name; rename one of them`)
    const other = files.get(id)
    if (other !== undefined)
      throw contributionError(`${file}: '${id}' is also contributed to ${kind} by ${other}; give it another id`)
    files.set(id, file)
  }
  return [...entries].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}
