import {clientCpu} from './_client.js'

/** Intel Core Ultra, series 2 (Arrow Lake). */
export default clientCpu('intel-arrowlake', 'Intel Core Ultra, series 2 (Arrow Lake)', [0xc5, 0xc6, 0xb5])
