import {clientCpu} from './_client.js'

/** Intel Core, 2nd generation (Sandy Bridge). */
export default clientCpu('intel-sandybridge', 'Intel Core, 2nd generation (Sandy Bridge)', [0x2a])
