import {type Contribution, contributionError} from './contribution.js'

/** Kind of value a field of a contribution must hold. */
export type FieldKind = 'string' | 'function' | 'strings' | 'array' | 'number' | 'pattern'

const fits = (value: unknown, kind: FieldKind): boolean => {
  if (kind === 'pattern') return value instanceof RegExp
  if (kind === 'array') return Array.isArray(value)
  if (kind === 'strings') return Array.isArray(value) && value.every(item => typeof item === 'string')
  return typeof value === kind
}

/** Refuses a contribution that lacks a field of its kind; throws a `ContributionError` naming file and field. */
export function checkShape(kind: string, entry: Contribution, fields: Readonly<Record<string, FieldKind>>): void {
  for (const [field, fieldKind] of Object.entries(fields)) {
    const value: unknown = Reflect.get(Object(entry.value), field)
    if (!fits(value, fieldKind))
      throw contributionError(`${entry.file}: a contribution to ${kind} needs '${field}' (${fieldKind})`)
  }
}
