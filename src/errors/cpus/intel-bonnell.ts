import {clientCpu} from './_client.js'

/** Intel Atom (Bonnell, Saltwell). */
export default clientCpu('intel-bonnell', 'Intel Atom (Bonnell, Saltwell)', [0x1c, 0x26, 0x27, 0x35, 0x36])
