import {UNPACK_LIMITS, type UnpackLimits} from '../sources/unpack-limits.js'
import type {BaseCommand} from './_base-command.js'
import {parseBytes} from './_parse-bytes.js'

const isLimit = (name: string): name is keyof UnpackLimits => Object.hasOwn(UNPACK_LIMITS, name)

/** Limits as `--unpack-limit NAME=N` gives them, sizes with a unit where wanted; a wrong one is wrong use. */
export function unpackLimits(asker: Pick<BaseCommand, 'refuse'>, flags: readonly string[]): Partial<UnpackLimits> {
  const limits: {-readonly [Name in keyof UnpackLimits]?: number} = {}
  for (const flag of flags) {
    const [name = '', text = ''] = flag.split('=', 2)
    const value = parseBytes(text)
    if (!isLimit(name) || value === undefined || value < 1)
      return asker.refuse(
        `--unpack-limit ${flag}: write ${Object.keys(UNPACK_LIMITS).join('=N, ')}=N; sizes may have a unit (64GiB)`,
      )
    limits[name] = value
  }
  return limits
}
