import {codedBank} from './_coded-bank.js'

/** QPI links of Sandy and Ivy Bridge-EP: everything stands in the architectural code. */
export default codedBank({
  id: 'intel-snb-qpi',
  title: 'Sandy and Ivy Bridge-EP, QPI link',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_2DH and 06_3EH, QPI; 325384-080: no model-specific codes',
  unit: 'interconnect',
})
