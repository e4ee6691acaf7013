/** What log rotation hangs on a name: `.1`, `.12.gz`, `-20261103`, `-20261103.xz`. */
const ROTATED = /^(.+?)(?:\.\d{1,3}|-\d{8}(?:-\d{1,10})?)(?:\.(?:gz|xz|zst|bz2))?$/

/**
 * Names of one folder, a log together with its rotations: `kern.log`, `kern.log.1`, `kern.log.2.gz` are one group, led by
 * `kern.log`. A numbered name whose plain one is not there stands alone: it may be another machine's.
 */
export function joinRotations(names: readonly string[]): readonly (readonly string[])[] {
  const present = new Set(names)
  const groups = new Map<string, string[]>(names.map(name => [name, []]))
  for (const name of names) {
    const [, plain] = ROTATED.exec(name) ?? []
    if (plain === undefined || plain === name || !present.has(plain) || ROTATED.test(plain)) continue
    groups.get(plain)?.push(name)
    groups.delete(name)
  }
  return [...groups].map(([name, rotations]) => [name, ...rotations])
}
