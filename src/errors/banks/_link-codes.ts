import nhmQpiMscod from '../registers/nhm-qpi-mscod.js'
import upiMscod from '../registers/skx-upi-mscod.js'
import {type Codes, meaningIn, span, type Wording} from './_coded-bank.js'
import {causesIn} from './_intel-memory.js'

/** MSCOD 5:0 of the QPI links of Haswell and Broadwell servers. */
const HSW_QPI: Codes = {
  2: 'physical layer: drift buffer alarm',
  3: 'physical layer: latency buffer rollover',
  16: 'link layer: control error from the ring',
  17: 'receiver gave up retrying after CRC errors',
  18: 'unsupported or undefined packet',
  19: 'link layer: control error',
  21: 'routing table used before it was set',
  32: 'in-band reset seen, initialisation aborted',
  33: 'link lost lanes and heals itself',
  34: 'in-band reset, width unchanged',
  35: 'link fell back to its second clock',
  48: 'CRC error, retry succeeded after the link was initialised again',
  49: 'CRC error, retry succeeded',
}

/** MSCOD 5:0 of UPI links from Skylake-SP to Granite Rapids; later parts know more of them. */
const UPI: Codes = {
  0: 'physical layer: initialisation failed',
  1: 'physical layer: drift buffer alarm',
  2: 'physical layer: latency buffer rollover',
  16: 'receiver gave up retrying after CRC errors',
  17: 'unsupported or undefined packet',
  18: 'link or physical layer: control error',
  19: 'parameter exchange failed',
  20: 'link layer: TDX failure',
  21: 'link layer: SGX failure',
  22: 'transmitter: parity error of silent data corruption protection',
  23: 'receiver: parity error of silent data corruption protection',
  24: 'link layer: encryption failure',
  31: 'control error from the mesh',
  32: 'physical layer: initialisation aborted',
  33: 'physical layer: reset',
  34: 'lane failed, link runs at reduced width',
  35: 'low-power state error, corrected without reset',
  36: 'low-power state error, link was reset',
  37: 'partial-width state exit error, corrected by reset',
  48: 'CRC error, retry succeeded',
  49: 'CRC error, retry succeeded after the link was initialised again',
  50: 'transmitter was asked to retry',
}

/** MSCOD of the UPI links of Diamond Rapids: page in 15:8, code in 7:0. */
const DMR_UPI: Codes = {
  ...span(0, 2, 'internal parity error'),
  5: 'internal parity error',
  8: 'internal queue overflow',
  9: 'link layer buffer overflow',
  10: 'internal queue underflow',
  11: 'link layer buffer underflow',
  12: 'credit overflow',
  ...span(17, 18, 'internal queue overflow'),
  ...span(19, 20, 'internal queue underflow'),
  33: 'internal interface error',
  35: 'invalid message',
  36: 'protocol error',
  37: 'interleave error',
  40: 'internal interface error',
  41: 'link integrity or initialisation error',
  ...span(42, 45, 'power management transition timed out'),
  48: 'poison received while poison is disabled',
  49: 'internal interface error',
  512: 'link integrity or initialisation error',
  515: 'link degraded',
  ...span(516, 519, 'power management transition timed out'),
}

const CODE = 63
const CONTROL_ERROR = 18

/** Nehalem family, banks 0 and 1: one bit a cause. */
export const nhmQpi: Wording = mscod => causesIn(nhmQpiMscod, mscod)

/** Haswell and Broadwell servers, banks 5, 20 and 21. */
export const hswQpi: Wording = mscod => meaningIn(HSW_QPI, mscod & CODE)

/** Skylake-SP family, banks 5, 12 and 19: the upper bits detail control errors alone. */
export const skxUpi: Wording = mscod => [
  ...meaningIn(UPI, mscod & CODE),
  ...((mscod & CODE) === CONTROL_ERROR ? causesIn(upiMscod, mscod) : []),
]

/** Ice Lake-SP to Emerald Rapids. */
export const icxUpi: Wording = mscod => [...meaningIn(UPI, mscod & CODE), ...causesIn(upiMscod, mscod)]

/** Granite Rapids and its relatives, bank 5. */
export const gnrUpi: Wording = mscod => meaningIn(UPI, mscod & CODE)

/** Diamond Rapids, bank 18. */
export const dmrUpi: Wording = mscod => meaningIn(DMR_UPI, mscod)
