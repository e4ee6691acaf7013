import type {Distribution} from './distribution.js'
import {overridePriors, type PriorBelief} from './override-priors.js'
import {DEFAULT_PRIORS, PRIORS, type PriorSet} from './priors.js'

/** A priors file read: the whole set, or everything that is wrong with it. */
export type PriorsReading = {readonly priors: PriorSet} | {readonly problems: readonly string[]}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Numbers each form takes, as a file writes them. */
const FORMS = {
  point: ['value'],
  gamma: ['shape', 'mean'],
  beta: ['a', 'b'],
  lognormal: ['median', 'p95'],
} as const

const isForm = (form: unknown): form is keyof typeof FORMS => typeof form === 'string' && Object.hasOwn(FORMS, form)

const KNOWN = new Set(['title', 'unit', 'distribution', 'range', 'source', 'tag', 'population'])

function distributionOf(written: unknown): Distribution | string {
  if (!isFields(written)) return 'distribution must be an object such as {"form": "beta", "a": 4, "b": 3}'
  const {form} = written
  if (!isForm(form)) return `form ${JSON.stringify(form)} is none of ${Object.keys(FORMS).join(', ')}`
  const names: readonly string[] = FORMS[form]
  const extra = Object.keys(written).filter(name => name !== 'form' && !names.includes(name))
  if (extra.length > 0) return `${form} takes ${names.join(' and ')}, not ${extra.join(', ')}`
  const [first, second] = names.map(name => written[name])
  if (typeof first !== 'number' || (names.length > 1 && typeof second !== 'number'))
    return `${form} needs ${names.map(name => `"${name}"`).join(' and ')} as numbers`
  const other = typeof second === 'number' ? second : 0
  switch (form) {
    case 'point':
      return {form, value: first}
    case 'gamma':
      return {form, shape: first, mean: other}
    case 'beta':
      return {form, a: first, b: other}
    case 'lognormal':
      return {form, median: first, p95: other}
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/** One row: a distribution by itself, or with the source and population it is believed for. */
function beliefOf(written: unknown): PriorBelief | string {
  if (isFields(written) && 'form' in written) {
    const distribution = distributionOf(written)
    return typeof distribution === 'string' ? distribution : {distribution}
  }
  if (!isFields(written)) return 'must be an object with a distribution'
  const extra = Object.keys(written).filter(name => !KNOWN.has(name))
  if (extra.length > 0) return `unknown field ${extra.join(', ')}; known are ${[...KNOWN].join(', ')}`
  const distribution = distributionOf(written.distribution)
  if (typeof distribution === 'string') return distribution
  const [source, population] = [textOf(written.source), textOf(written.population)]
  return {
    distribution,
    ...(source === undefined ? {} : {source}),
    ...(population === undefined ? {} : {population}),
  }
}

const same = (a: Distribution, b: Distribution): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Rows that say what the shipped ones say change nothing. */
const isShipped = (id: string, {distribution}: PriorBelief): boolean =>
  Object.entries(PRIORS).some(([known, prior]) => known === id && same(prior.distribution, distribution))

function overrideOne(set: PriorSet, id: string, written: unknown, problems: string[]): PriorSet {
  const belief = beliefOf(written)
  if (typeof belief === 'string') {
    problems.push(`prior ${id}: ${belief}`)
    return set
  }
  if (isShipped(id, belief)) return set
  try {
    return overridePriors(set, {[id]: belief})
  } catch (failure) {
    problems.push(failure instanceof Error ? failure.message : String(failure))
    return set
  }
}

/** Reads a priors file: `{"priors": {"fatal-share": {"distribution": {"form": "beta", "a": 1, "b": 9}}}}`, any of the shipped rows. */
export function readPriors(file: unknown): PriorsReading {
  if (!isFields(file) || !isFields(file.priors))
    return {problems: ['the file must hold an object "priors", of priors by their ids']}
  const extra = Object.keys(file).filter(name => name !== 'priors' && name !== 'version')
  const problems = extra.length === 0 ? [] : [`unknown field ${extra.join(', ')}; known are version and priors`]
  let priors = DEFAULT_PRIORS
  for (const [id, written] of Object.entries(file.priors)) priors = overrideOne(priors, id, written, problems)
  return problems.length === 0 ? {priors} : {problems}
}
