/** Receives one finding of shape: the place as `regions[2].start`, what is wrong, what to change. */
export type ReportShape = (at: string, wrong: string, fix: string) => void

/** Checks one JSON value; reports nothing when it fits. */
export type ShapeCheck = (value: unknown, at: string, report: ReportShape) => void

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A string, of at least `least` characters. */
export const text =
  (least = 0): ShapeCheck =>
  (value, at, report) => {
    if (typeof value !== 'string') report(at, `is ${shown(value)}, not a text`, 'write it as a text in quotes')
    else if (value.length < least) report(at, 'is empty', 'give it a value')
  }

/** A string of a form that a sentence can describe. */
export const textLike =
  (form: (value: string) => boolean, what: string, fix: string): ShapeCheck =>
  (value, at, report) => {
    if (typeof value !== 'string' || !form(value)) report(at, `is ${shown(value)}, not ${what}`, fix)
  }

/** True or false. */
export const truth: ShapeCheck = (value, at, report) => {
  if (typeof value !== 'boolean')
    report(at, `is ${shown(value)}, not true or false`, 'write true or false without quotes')
}

/** The numbers a range allows, in words. */
function rangeText(least: number, most: number): string {
  if (most !== Number.POSITIVE_INFINITY) return ` from ${least} to ${most}`
  return least === Number.NEGATIVE_INFINITY ? '' : ` of at least ${least}`
}

/** A number from `least` to `most`; whole unless `fraction`; `example` ends the advice. */
export const numberIn =
  (
    least = Number.NEGATIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
    fraction: 'whole' | 'fraction' = 'whole',
    example = '',
  ): ShapeCheck =>
  (value, at, report) => {
    const what = `a ${fraction === 'whole' ? 'whole number' : 'number'}${rangeText(least, most)}`
    const inRange = typeof value === 'number' && value >= least && value <= most
    if (inRange && (fraction === 'fraction' || Number.isInteger(value))) return
    report(at, `is ${shown(value)}, not ${what}`, `give ${what}${example}`)
  }

/** One of a closed list of words or numbers. */
export const oneOf =
  (...words: readonly (string | number)[]): ShapeCheck =>
  (value, at, report) => {
    if (words.some(word => word === value)) return
    report(
      at,
      `is ${shown(value)}, none of the values known here`,
      `use one of: ${words.map(word => JSON.stringify(word)).join(', ')}`,
    )
  }

/** The check, or null. */
export const orNull =
  (check: ShapeCheck): ShapeCheck =>
  (value, at, report) => {
    if (value !== null) check(value, at, report)
  }

/** An array of `least` to `most` entries. */
export const listOf =
  (check: ShapeCheck, least = 0, most = Number.POSITIVE_INFINITY): ShapeCheck =>
  (value, at, report) => {
    if (!Array.isArray(value)) return report(at, `is ${shown(value)}, not a list`, 'write a list in square brackets')
    if (value.length < least || value.length > most)
      report(at, `has ${value.length} entries`, `give ${least} to ${most} entries`)
    for (const [index, entry] of value.entries()) check(entry, `${at}[${index}]`, report)
  }

/** An object with these fields and no others; `required` must be there. */
export const record =
  (fields: Readonly<Record<string, ShapeCheck>>, required: readonly string[] = []): ShapeCheck =>
  (value, at, report) => {
    if (!isObject(value)) return report(at, `is ${shown(value)}, not an object`, 'write an object in braces')
    const within = (name: string): string => (at === '' ? name : `${at}.${name}`)
    for (const name of required)
      if (!Object.hasOwn(value, name)) report(within(name), 'is missing', `add the field "${name}"`)
    for (const [name, entry] of Object.entries(value)) {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (check === undefined)
        report(within(name), 'is no field of a layout', `remove it; fields here are ${Object.keys(fields).join(', ')}`)
      else check(entry, within(name), report)
    }
  }
