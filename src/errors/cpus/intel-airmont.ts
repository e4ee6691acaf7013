import {clientCpu} from './_client.js'

/** Intel Atom (Airmont: Cherry Trail, Braswell). */
export default clientCpu('intel-airmont', 'Intel Atom (Airmont: Cherry Trail, Braswell)', [0x4c, 0x5a, 0x75])
