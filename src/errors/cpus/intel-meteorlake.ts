import {clientCpu} from './_client.js'

/** Intel Core Ultra, series 1 (Meteor Lake). */
export default clientCpu('intel-meteorlake', 'Intel Core Ultra, series 1 (Meteor Lake)', [0xac, 0xaa])
