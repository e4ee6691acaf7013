import {bits} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** What kind of unit a scalable-MCA bank belongs to, and which one of its kind. */
export default defineRegister({
  id: 'mca-ipid',
  name: 'MCA_IPID',
  width: 64,
  source: 'AMD PPR for family 19h model 01h (55898) rev 0.50, 3.1.5, MCA_IPID; APM vol. 2 (24593) rev 3.42, 9.3.3.7',
  fields: {
    McaType: bits(63, 48, 'type of the bank within its hardware block'),
    InstanceIdHi: bits(47, 44, 'instance, high part: the node on systems with several'),
    HardwareID: bits(43, 32, 'hardware block'),
    InstanceId: bits(31, 0, 'instance of the block; a memory controller channel in bits 31:20'),
  },
})
