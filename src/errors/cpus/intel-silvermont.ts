import {clientCpu} from './_client.js'

/** Intel Atom (Silvermont: Bay Trail, Avoton, Merrifield). */
export default clientCpu(
  'intel-silvermont',
  'Intel Atom (Silvermont: Bay Trail, Avoton, Merrifield)',
  [0x37, 0x4a, 0x4d],
)
