import {printable} from './format.js'
import {hostName} from './front-page.js'

/** Characters of a host's name in a column. */
const MOST = 28
/** Of a name that is longer still, so many from its end. */
const TAIL = 10

/** A host's name for a column: without its domain where that makes it long, its middle left out where it still is. */
export function hostCell(host: string): string {
  if (hostName(host).length <= MOST) return hostName(host)
  const [own = host] = printable(host).split('.')
  return own.length < MOST ? `${own}.…` : `${own.slice(0, MOST - TAIL - 1)}…${own.slice(-TAIL)}`
}
