import {clientCpu} from './_client.js'

/** Intel Core, 13th and 14th generation (Raptor Lake). */
export default clientCpu('intel-raptorlake', 'Intel Core, 13th and 14th generation (Raptor Lake)', [0xb7, 0xba, 0xbf])
