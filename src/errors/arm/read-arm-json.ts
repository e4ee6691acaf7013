import {parseRegister} from '../explanation/register-input.js'
import type {ArmSet} from './arm-set.js'

/** One object of `explain --ndjson` that is Arm's: `{"esr": "0x…"}`, or `{"errstatus": "0x…", "erraddr": "0x…"}`; undefined for others. */
export function readArmSet(json: unknown): ArmSet | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  if ('esr' in json) {
    const esr = parseRegister(json.esr)
    return esr === undefined ? undefined : {kind: 'syndrome', esr}
  }
  const status = 'errstatus' in json ? parseRegister(json.errstatus) : undefined
  if (status === undefined) return undefined
  const addr = 'erraddr' in json ? parseRegister(json.erraddr) : undefined
  return {kind: 'record', name: 'ERR<n>', status, ...(addr === undefined ? {} : {addr}), more: {}}
}
