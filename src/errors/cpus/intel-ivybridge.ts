import {clientCpu} from './_client.js'

/** Intel Core, 3rd generation (Ivy Bridge). */
export default clientCpu('intel-ivybridge', 'Intel Core, 3rd generation (Ivy Bridge)', [0x3a])
