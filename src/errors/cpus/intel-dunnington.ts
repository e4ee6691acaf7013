import {clientCpu} from './_client.js'

/** Intel Xeon 7400 (Dunnington). */
export default clientCpu('intel-dunnington', 'Intel Xeon 7400 (Dunnington)', [0x1d])
