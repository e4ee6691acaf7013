import {clientCpu} from './_client.js'

/** Intel Core with hybrid technology (Lakefield). */
export default clientCpu('intel-lakefield', 'Intel Core with hybrid technology (Lakefield)', [0x8a])
