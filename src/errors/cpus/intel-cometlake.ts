import {clientCpu} from './_client.js'

/** Intel Core, 10th generation (Comet Lake). */
export default clientCpu('intel-cometlake', 'Intel Core, 10th generation (Comet Lake)', [0xa5, 0xa6])
