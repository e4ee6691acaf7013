import {clientCpu} from './_client.js'

/** Intel Core Ultra, series 2 (Lunar Lake). */
export default clientCpu('intel-lunarlake', 'Intel Core Ultra, series 2 (Lunar Lake)', [0xbd])
