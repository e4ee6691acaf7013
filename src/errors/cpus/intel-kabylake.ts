import {clientCpu} from './_client.js'

/** Intel Core, 7th to 9th generation (Kaby, Coffee, Whiskey and Amber Lake). */
export default clientCpu(
  'intel-kabylake',
  'Intel Core, 7th to 9th generation (Kaby, Coffee, Whiskey and Amber Lake)',
  [0x8e, 0x9e],
)
