import {CHAIN, CONFIDENCE, CONFIDENCE_VERSION} from './confidence.js'

/** Numbers of the table that a user replaced: by rule id, or by rule id and case as `whole-controller.paired`. */
export interface ConfidenceOverrides {
  readonly rules: ReadonlyMap<string, number>
  readonly chain: Readonly<Partial<Record<keyof typeof CHAIN, number>>>
  /** Where they were read, as the user named it. */
  readonly file?: string
}

/** One number that a user's file changed: `no-mirror`, `whole-controller.paired`, `chain.overflow`. */
export interface ReplacedNumber {
  readonly number: string
  readonly from: number
  readonly to: number
}

/** The numbers of a file, or what is wrong with it, one sentence each. */
export interface ConfidenceReading {
  readonly overrides?: ConfidenceOverrides
  readonly problems: readonly string[]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const numbersOf = (
  id: string,
  entry: number | Readonly<Record<string, number>>,
): readonly (readonly [string, number])[] =>
  typeof entry === 'number' ? [[id, entry]] : Object.entries(entry).map(([name, value]) => [`${id}.${name}`, value])

/** Every number of the table under its path. */
const defaults = (): ReadonlyMap<string, number> =>
  new Map(Object.entries(CONFIDENCE).flatMap(([id, entry]) => numbersOf(id, entry)))

const isChain = (name: string): name is keyof typeof CHAIN => Object.hasOwn(CHAIN, name)

function flatten(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (!isObject(value)) return [[path, value]]
  return Object.entries(value).flatMap(([name, part]) => flatten(part, path === '' ? name : `${path}.${name}`))
}

/** Names near a wrong one: those that begin alike. */
const hint = (path: string, known: readonly string[]): string => {
  const near = known.filter(name => name.startsWith(path.split('.')[0] ?? path)).slice(0, 4)
  return near.length > 0 ? `write ${near.join(' or ')}` : '`mirrorcheck catalog` lists the rules'
}

function problemOf(where: string, path: string, value: unknown, known: readonly string[]): string | undefined {
  if (!known.includes(path)) return `${where}.${path} is no number of the table: ${hint(path, known)}`
  if (typeof value === 'number' && value >= 0 && value <= 1) return undefined
  return `${where}.${path} is ${JSON.stringify(value)}: give a number from 0 to 1`
}

/** Checks a confidence file, `{"version": 1, "confidence": {"no-mirror": 0.9}, "chain": {"overflow": 0.5}}`. */
export function readConfidence(json: unknown): ConfidenceReading {
  if (!isObject(json)) return {problems: ['the file is no object: write {"version": 1, "confidence": {…}}']}
  const {version, confidence = {}, chain = {}, ...others} = json
  const rules = flatten(confidence, '')
  const factors = flatten(chain, '')
  const known = [...defaults().keys()]
  const problems = [
    ...(version === CONFIDENCE_VERSION
      ? []
      : [`version is ${JSON.stringify(version) ?? 'missing'}: this mirrorcheck knows version ${CONFIDENCE_VERSION}`]),
    ...Object.keys(others).map(name => `${name} is no field of this file: version, confidence and chain are`),
    ...rules.flatMap(([path, value]) => problemOf('confidence', path, value, known) ?? []),
    ...factors.flatMap(([path, value]) => problemOf('chain', path, value, Object.keys(CHAIN)) ?? []),
  ]
  if (problems.length > 0) return {problems}
  const numbers = rules.flatMap(([path, value]) => (typeof value === 'number' ? [[path, value] as const] : []))
  const links = factors.flatMap(([name, value]) =>
    isChain(name) && typeof value === 'number' ? [[name, value] as const] : [],
  )
  return {overrides: {rules: new Map(numbers), chain: Object.fromEntries(links)}, problems: []}
}

/** The numbers that differ from the table's, in the table's order. */
export function replacedNumbers({rules, chain}: ConfidenceOverrides): readonly ReplacedNumber[] {
  const own: readonly (readonly [string, number, number | undefined])[] = [
    ...[...defaults()].map(([path, from]) => [path, from, rules.get(path)] as const),
    ...Object.entries(CHAIN).map(
      ([name, from]) => [`chain.${name}`, from, isChain(name) ? chain[name] : undefined] as const,
    ),
  ]
  return own.flatMap(([number, from, to]) => (to === undefined || to === from ? [] : [{number, from, to}]))
}

/** What a rule stated, in the user's numbers: the number of the table that it used is replaced, or scaled along. */
export function restate(id: string, stated: number, overrides: ConfidenceOverrides | undefined): number {
  if (overrides === undefined) return stated
  for (const [path, usual] of defaults()) {
    const wanted = overrides.rules.get(path)
    if (wanted === undefined || (path !== id && !path.startsWith(`${id}.`))) continue
    if (stated === usual) return wanted
    if (path === id && usual > 0) return Math.min(1, (stated * wanted) / usual)
  }
  return stated
}
