import {clientCpu} from './_client.js'

/** Intel Celeron and Pentium (Goldmont Plus: Gemini Lake). */
export default clientCpu('intel-gemini-lake', 'Intel Celeron and Pentium (Goldmont Plus: Gemini Lake)', [0x7a])
