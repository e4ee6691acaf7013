/** One contribution as the catalogue holds it: its id, the file it came from, the value that file exports. */
export interface Contribution<Value = unknown> {
  readonly id: string
  /** Path as shown to people: `src/records/dialects/kernel-mce.ts`, `my-plugin/dialects/acme.js`. */
  readonly file: string
  readonly value: Value
}

/** A contribution whose file is read only when asked for: charts and renderers weigh too much for start-up. */
export interface LazyContribution<Value = unknown> {
  readonly id: string
  readonly file: string
  readonly load: () => Promise<Value>
}

/** The error of a wrong contribution; the message names the file and what to change. */
export function contributionError(message: string): Error {
  const error = new Error(message)
  error.name = 'ContributionError'
  return error
}
