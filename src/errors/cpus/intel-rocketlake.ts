import {clientCpu} from './_client.js'

/** Intel Core, 11th generation (Rocket Lake). */
export default clientCpu('intel-rocketlake', 'Intel Core, 11th generation (Rocket Lake)', [0xa7])
