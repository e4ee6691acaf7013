import {clientCpu} from './_client.js'

/** Intel Core (Bartlett Lake). */
export default clientCpu('intel-bartlettlake', 'Intel Core (Bartlett Lake)', [0xd7])
