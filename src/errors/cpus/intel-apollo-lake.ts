import {clientCpu} from './_client.js'

/** Intel Atom, Celeron and Pentium (Goldmont: Apollo Lake). */
export default clientCpu('intel-apollo-lake', 'Intel Atom, Celeron and Pentium (Goldmont: Apollo Lake)', [0x5c])
