import {clientCpu} from './_client.js'

/** Intel Core 2 and Xeon of its time (Merom, Penryn). */
export default clientCpu('intel-core2', 'Intel Core 2 and Xeon of its time (Merom, Penryn)', [0x0f, 0x16, 0x17])
