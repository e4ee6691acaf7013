import type {SourcePosition} from '../logs/log-line.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {present} from '../records/present.js'

/** A module as the logs name it, what several places say of it put together. */
export interface InventoryModule {
  readonly label: string
  readonly sizeMiB?: number
  readonly partNumber?: string
  readonly serialNumber?: string
  /** Status words as the reporter wrote them. */
  readonly state?: string
  readonly health?: string
  /** Firmware left it out of use; its words. */
  readonly disabled?: string
  readonly position?: SourcePosition
}

/** A running total as it was read last. */
export interface InventoryCounter {
  readonly scope: string
  readonly name: string
  readonly count: number
  /** Seconds since it was last reset, where it tells that. */
  readonly seconds?: number
  readonly period: 'lifetime' | 'current' | 'unknown'
  readonly position?: SourcePosition
}

/** What a machine says is plugged in, and what it has counted. */
export interface Inventory {
  readonly modules: readonly InventoryModule[]
  readonly counters: readonly InventoryCounter[]
}

/** Modules and counters kept of one machine; the largest machines have some hundred modules. */
const MOST_ROWS = 2000

const placeOf = ({evidence}: PlatformFact): {position?: SourcePosition} => present({position: evidence[0]?.position})

type ModuleFact = Extract<PlatformFact, {fact: 'dimm' | 'dimm-disabled'}>

const isModule = (fact: PlatformFact): fact is ModuleFact => fact.fact === 'dimm' || fact.fact === 'dimm-disabled'

/** A module that firmware names without a label is known by its words. */
const labelOf = (fact: ModuleFact): string => fact.label ?? fact.text

function moduleOf(fact: ModuleFact): InventoryModule {
  const {text} = fact
  if (fact.fact === 'dimm-disabled') return {label: labelOf(fact), disabled: text, ...placeOf(fact)}
  const {label, sizeMiB, partNumber, serialNumber, state, health} = fact
  return {label, ...present({sizeMiB, partNumber, serialNumber, state, health}), ...placeOf(fact)}
}

/** Later places add to earlier ones and correct them; the first place stays the proof. */
function modulesIn(facts: readonly PlatformFact[]): readonly InventoryModule[] {
  const modules = new Map<string, InventoryModule>()
  for (const fact of facts.filter(isModule)) {
    const key = labelOf(fact)
    const before = modules.get(key)
    if (before === undefined && modules.size >= MOST_ROWS) continue
    modules.set(key, {...moduleOf(fact), ...before, ...moduleOf(fact), ...present({position: before?.position})})
  }
  return [...modules.values()]
}

type CounterFact = Extract<PlatformFact, {fact: 'error-counter'}>

const isCounter = (fact: PlatformFact): fact is CounterFact => fact.fact === 'error-counter'

/** A counter read several times is told as it stood last. */
function countersIn(facts: readonly PlatformFact[]): readonly InventoryCounter[] {
  const counters = new Map<string, InventoryCounter>()
  for (const fact of facts.filter(isCounter)) {
    const {scope, name, count, seconds, period} = fact
    const key = `${scope}\n${name}\n${period}`
    if (!counters.has(key) && counters.size >= MOST_ROWS) continue
    counters.set(key, {scope, name, count, ...present({seconds}), period, ...placeOf(fact)})
  }
  return [...counters.values()].filter(({count}) => count > 0)
}

/** Modules and counters from the facts of a machine's boots, in the order in which they were told; undefined without any. */
export function inventoryOf(factsByBoot: readonly (readonly PlatformFact[])[]): Inventory | undefined {
  const facts = factsByBoot.flat()
  const [modules, counters] = [modulesIn(facts), countersIn(facts)]
  return modules.length === 0 && counters.length === 0 ? undefined : {modules, counters}
}
