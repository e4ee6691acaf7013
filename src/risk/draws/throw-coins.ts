import {type Distribution, meanOf} from '../distribution.js'

/** Luck of an outage that a measure never came to see. */
const NOT_ASKED = 1

/**
 * Whether each outage is avoided: `luck` is one uniform number an outage, and the bias of a year's coins is one draw of the
 * share. The bias is never drawn: after each coin the chance of the next is what is then believed (Pólya's urn), which
 * gives the same years. Writes 1 into `avoided`, and into `rest` the luck stretched to the chance that was met, for a coin
 * that is thrown only then.
 */
export function throwCoins(
  share: Distribution,
  years: Int32Array,
  luck: Float64Array,
  avoided: Uint8Array,
  rest: Float64Array,
): void {
  const sure = share.form !== 'beta'
  const a = share.form === 'beta' ? share.a : meanOf(share)
  const whole = share.form === 'beta' ? share.a + share.b : 1
  let [year, hits, thrown] = [-1, 0, 0]
  for (let n = 0; n < years.length; n++) {
    const at = years[n] ?? 0
    if (at !== year) {
      year = at
      hits = 0
      thrown = 0
    }
    const lucky = luck[n] ?? NOT_ASKED
    const chance = (a + hits) / (whole + thrown)
    const success = lucky < chance
    avoided[n] = success ? 1 : 0
    rest[n] = success ? lucky / chance : NOT_ASKED
    if (sure || lucky >= NOT_ASKED) continue
    thrown++
    if (success) hits++
  }
}
