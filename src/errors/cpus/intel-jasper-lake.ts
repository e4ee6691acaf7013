import {clientCpu} from './_client.js'

/** Intel Celeron and Pentium (Tremont: Jasper Lake). */
export default clientCpu('intel-jasper-lake', 'Intel Celeron and Pentium (Tremont: Jasper Lake)', [0x9c])
