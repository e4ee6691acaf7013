import {clientCpu} from './_client.js'

/** Intel Core Ultra, series 3 (Panther Lake). */
export default clientCpu('intel-pantherlake', 'Intel Core Ultra, series 3 (Panther Lake)', [0xcc])
