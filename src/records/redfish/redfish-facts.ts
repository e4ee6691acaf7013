import type {PlatformFactBody} from '../platform-fact.js'
import {MEMORY_SETTING, type RedfishObject} from './redfish-objects.js'

type Values = Readonly<Record<string, string>>

const typeOf = (values: Values): string => /^#(\w+)\./.exec(values['@odata.type'] ?? '')?.[1] ?? ''

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}(?:\.0+)?$/.test(text) ? Number(text) : undefined

//   /redfish/v1/Systems/1/Memory/proc1dimm3/MemoryMetrics
const scopeOf = (values: Values): string =>
  /\/Memory\/([^/"]{1,80})/.exec(values['@odata.id'] ?? '')?.[1] ?? values.Name ?? values.Id ?? 'unknown'

const ONE_TEXT = 400

const isModule = (values: Values): boolean =>
  typeOf(values) === 'Memory' ||
  (values.DeviceLocator ?? values.DimmDeviceLocator ?? values.MemoryDeviceType) !== undefined

const readModule = (values: Values): readonly PlatformFactBody[] => {
  const label = values.DeviceLocator ?? values.DimmDeviceLocator ?? values.Name ?? values.Id
  if (!isModule(values) || label === undefined) return []
  const sizeMiB = numberIn(values.CapacityMiB ?? values.SizeMB)
  const [state, health] = [values['Status.State'], values['Status.Health']]
  return [
    {
      kind: 'fact',
      fact: 'dimm',
      label,
      ...(sizeMiB === undefined ? {} : {sizeMiB}),
      ...(state === undefined ? {} : {state}),
      ...(health === undefined ? {} : {health}),
      ...(values.PartNumber ? {partNumber: values.PartNumber.trim()} : {}),
      ...(values.SerialNumber ? {serialNumber: values.SerialNumber.trim()} : {}),
      text: (values['@odata.id'] ?? label).slice(0, ONE_TEXT),
    },
  ]
}

const COUNTER =
  /^(?:(LifeTime|CurrentPeriod)\.)?((?:Un|Indeterminate)?[Cc]orrectable(?:ECC|Other)?Error(?:Count)?|IndeterminateCorrectableErrorCount|IndeterminateUncorrectableErrorCount|ErrorStormCount)$/

const PERIODS = {LifeTime: 'lifetime', CurrentPeriod: 'current'} as const

/** Running totals: they tell how many, never when. */
const readCounters = (values: Values): readonly PlatformFactBody[] =>
  Object.entries(values).flatMap(([key, value]): readonly PlatformFactBody[] => {
    const [, period, name] = COUNTER.exec(key) ?? []
    const count = numberIn(value)
    if (name === undefined || count === undefined) return []
    const known = period === 'LifeTime' || period === 'CurrentPeriod' ? PERIODS[period] : 'unknown'
    return [{kind: 'fact', fact: 'error-counter', scope: scopeOf(values), name, count, period: known}]
  })

const readCapability = (values: Values): readonly PlatformFactBody[] => {
  const value = values['MemorySummary.MemoryMirroring']
  return value === undefined
    ? []
    : [{kind: 'fact', fact: 'mirror-capability', value, text: `MemorySummary.MemoryMirroring: ${value}`}]
}

const readSettings = (values: Values): readonly PlatformFactBody[] =>
  Object.entries(values).flatMap(([key, value]): readonly PlatformFactBody[] => {
    const name = /^Attributes\.(.+)$/.exec(key)?.[1]
    return name !== undefined && MEMORY_SETTING.test(name)
      ? [{kind: 'fact', fact: 'firmware-setting', name, value: value.slice(0, ONE_TEXT)}]
      : []
  })

//   "Oem": {"Hpe": {"AmpModeStatus": "Mirrored", …
const AMP_STATUS = /(?:^|\.)AmpMode(?:Status|Active)$/

/** HPE's Advanced Memory Protection tells the mode in force. */
const readAmpMode = (values: Values): readonly PlatformFactBody[] =>
  Object.entries(values).flatMap(([key, value]): readonly PlatformFactBody[] =>
    AMP_STATUS.test(key)
      ? [
          {
            kind: 'fact',
            fact: 'firmware-mirror',
            state: /mirror/i.test(value) ? 'enabled' : 'disabled',
            text: `${key}: ${value}`,
          },
        ]
      : [],
  )

/** Facts of a closed object; a counter or set-up attribute is told by the outermost object that holds it. */
export const readRedfishFacts = ({values, key}: RedfishObject): readonly PlatformFactBody[] => {
  if (key === 'LifeTime' || key === 'CurrentPeriod' || key === 'Attributes' || key === 'MemorySummary') return []
  const own = typeOf(values)
  return [
    ...readModule(values),
    ...(own === '' || own === 'MemoryMetrics' || own === 'Memory' ? readCounters(values) : []),
    ...readCapability(values),
    ...readSettings(values),
    ...readAmpMode(values),
  ]
}
