import type {DramLocation} from '../records/hardware-error-record.js'

/** True when both are known and differ. */
export const differ = <T>(a: T | undefined, b: T | undefined): boolean => a !== undefined && b !== undefined && a !== b

const KEYS = ['socket', 'imc', 'channel', 'slot', 'rank', 'bankGroup', 'bank', 'row', 'column', 'chipSelect'] as const
const NARROW: readonly string[] = ['channel', 'slot', 'row', 'column', 'chipSelect']

/** True when two locations share a narrow coordinate or a label and no coordinate of both differs. */
export function samePlace(a: DramLocation | undefined, b: DramLocation | undefined): boolean {
  if (a === undefined || b === undefined) return false
  let shared = a.label !== undefined && a.label !== '' && a.label === b.label
  for (const key of KEYS) {
    if (differ(a[key], b[key])) return false
    if (NARROW.includes(key) && a[key] !== undefined && b[key] !== undefined) shared = true
  }
  return shared
}

/** Cut lines (`column:96` of 960) spoil their last coordinate: four equal ones of both outweigh it. */
export function nearlySamePlace(a: DramLocation | undefined, b: DramLocation | undefined): boolean {
  if (a === undefined || b === undefined || a.row === undefined || a.row !== b.row) return false
  return (
    (['bank', 'device', 'rank', 'column', 'label'] as const).filter(key => a[key] !== undefined && a[key] === b[key])
      .length >= 2
  )
}
