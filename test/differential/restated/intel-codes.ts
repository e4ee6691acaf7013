// Codes of Intel banks as public decoders list them, with words that any true wording of the meaning must have:
// `code: word & word`. The words are ours; the numbers are facts of the files named in each comment.

const C = '(?<!un)correct'
const U = 'uncorrect'
const BE = 'byte.enable'

/** Code → words. */
export type Codes = Readonly<Record<number, string>>

/** mcelog i10nm.c and sapphire.c, iMC banks: STATUS 31:24 picks a page, 23:16 the entry. */
export const IMC_10NM: Codes = {
  1: 'address & parity',
  2: 'data & parity',
  3: 'data & ecc',
  4: `${BE} & parity`,
  7: 'transaction & parity',
  8: `${C} & patrol`,
  16: `${U} & patrol`,
  32: `${C} & spar`,
  64: `${U} & spar`,
  128: `${C} & read`,
  160: `${U} & read`,
  192: `${U} & meta.?data`,
  256: 'write.data.buffer|wdb & parity',
  264: 'link',
  512: 'command & address & parity',
  1024: 'read.*queue|rpq & parity',
  2048: 'request',
  2049: 'entry|scoreboard',
  2050: 'entry|expect',
  2051: 'completion & entry',
  2052: 'completion & entry',
  2053: 'overflow',
  2054: `${C} & parity`,
  2055: U,
  2056: 'interrupt',
  2057: 'overflow',
  2058: 'write & credit',
  2059: 'read & credit',
  2060: 'schedul',
  2061: 'event',
  2062: 'thermal',
  2063: 'idle',
  2064: 'read & parity',
  2065: 'write & parity',
  2066: 'near|2lm|fill',
  2067: 'credit & oversub',
  2068: 'credit & total',
  2069: 'credit & reserved',
  2070: 'read',
  2071: 'write data buffer|wdb',
  2072: 'request & overflow',
  2073: 'request & underflow',
  2074: 'response & overflow',
  2075: 'response & underflow',
  2076: 'credit',
  2077: 'arbit',
  2078: 'write & completion & overflow',
  2079: 'write & completion & underflow',
  2080: 'read & completion & overflow',
  2081: 'read & completion & underflow',
  2082: 'encrypt|tme & key & parity',
  2083: 'encrypt|tme',
  2084: 'encrypt|tme & overflow',
  2085: 'encrypt|tme & underflow',
  2086: 'encrypt|tme & secur',
  2087: 'encrypt|tme & parity',
}

/** i10nm.c alone. */
export const IMC_ICX: Codes = {
  ...IMC_10NM,
  5: 'uncorrectable',
  6: 'uncorrectable & meta.?data',
  259: 'pending & read & parity',
  260: 'pending & read & parity',
  261: 'pending & write & parity',
  262: BE,
  263: 'data',
  273: 'partial cache line|pcls',
  274: 'partial cache line|pcls',
  544: 'hbm & command & address & parity',
  545: 'hbm & data & parity',
  1025: 'read.*queue|rpq & parity & buddy',
  1028: 'write.*queue|wpq & parity & primary',
  1029: 'write.*queue|wpq & parity & buddy',
  1032: 'read.*buffer|rpb & parity & primary',
  1033: 'read.*buffer|rpb & parity & buddy',
}

/** mcelog sapphire.c, page 0x10: what befell the second copy of a mirror. */
export const SECOND_COPY: Codes = {
  4104: `${C} & patrol & second`,
  4112: `${U} & patrol & second`,
  4128: `${C} & spar & second`,
  4160: `${U} & spar & second`,
  4224: 'read & second',
  4256: `${U} & read & second`,
}

/** sapphire.c alone. */
export const IMC_SPR: Codes = {
  ...IMC_10NM,
  2089: 'internal',
  2090: 'encrypt|tme & integrity',
  2091: 'tdx|encrypt',
  2092: 'encrypt|tme & secur',
  2093: 'encrypt|tme & poison',
  2094: 'encrypt|tme & engine',
}

/** mcelog skylake_xeon.c, banks 13–18 with STATUS bit 27 clear: one bit a cause. */
export const SKX_BITS: readonly string[] = [
  'address & parity',
  'write & data & parity',
  `${BE} & parity`,
  `${C} & patrol`,
  `${U} & patrol`,
  `${C} & spar`,
  `${U} & spar`,
  'read',
  'write.data.buffer|wdb & parity',
  'ddr4 & command & address & parity',
  `${U} & address & parity`,
]
/** The same banks with bit 27 set: STATUS 23:16. */
export const SKX_INTERNAL: Codes = {
  2048: 'request',
  2049: 'read & entry|scoreboard|slot',
  2050: 'unexpected|expect|not in use',
  2051: 'ddr4 & completion',
  2052: 'completion',
  2053: 'completion & overflow',
  2054: `${C} & parity`,
  2055: U,
  2056: 'interrupt',
  2057: 'overflow',
  2058: 'write & credit',
  2059: 'read & credit',
  2060: 'schedul',
  2061: 'event',
}

/** mcelog haswell.c, banks 9–16. */
export const HSW_BITS: readonly string[] = [
  'address & parity',
  `write & data`,
  BE,
  `${C} & patrol`,
  `${U} & patrol`,
  `${C} & spar`,
  `${U} & spar`,
  `${C} & read`,
  'write.data.buffer|wdb & parity',
  'ddr4 & command & address & parity',
]
/** mcelog ivy-bridge.c and broadwell_de.c. */
export const IVB_BITS: readonly string[] = [
  'address & parity',
  'write & data',
  BE,
  `${C} & patrol`,
  `${U} & patrol`,
  `${C} & spar`,
  `${U} & spar`,
  `${C} & read`,
  'write.data.buffer|wdb & parity',
]
/** mcelog nehalem.c, memory codes of any bank: bits 16–24, 20 reserved. */
export const NHM_BITS: readonly string[] = [
  'read & ecc',
  'ecc & scrub',
  'write & parity',
  'half|redundan|second|copy',
  '',
  'range|outside|no memory',
  'transaction|rtid|identifier',
  'address & parity',
  `${BE} & parity`,
]
/** mcelog denverton.c, banks 6 and 7. */
export const DNV_BITS: readonly string[] = [
  'command & address & parity',
  `${C} & scrub|read|demand`,
  `${U} & patrol|scrub`,
  `${U} & read`,
  'write.data.buffer|wdb & ecc',
]
/** mcelog skylake_xeon.c and i10nm.c, mesh-to-memory banks: bits 16–23, 17 reserved. */
export const M2M_BITS: readonly string[] = [
  'read',
  '',
  'partial & write',
  'full & write',
  'clock|bgf|buffer',
  'time.?out',
  'parity',
  'bucket|fatal',
]
/** mcelog sapphire.c, bank 12: STATUS 23:16. */
export const SPR_M2M: Codes = {
  1: 'read & ecc',
  2: 'bucket|fatal',
  3: 'read & parity',
  5: 'prefetch',
  7: 'read & completion & parity',
  8: 'response & parity',
  9: 'time.?out',
  10: 'credit & reserved',
  11: 'credit & total',
  12: 'credit & oversub',
}

/** mcelog granite.c, banks 13–24. */
export const GNR_CHANNEL: Codes = {
  1: 'address & parity',
  2: 'write & data & parity',
  3: 'ecc',
  4: `${BE} & parity`,
  5: 'mac & parity|mac',
  8: `${C} & patrol`,
  16: `${U} & patrol`,
  32: `${C} & spar`,
  64: `${U} & spar`,
  128: 'correct & read',
  160: `${U} & read`,
  176: 'poison',
  192: 'meta.?data',
  256: 'write.data.buffer|wdb & parity',
  258: 'write.data.buffer|wdb & ecc',
  260: `${BE} & parity`,
  262: 'write.data.buffer|wdb & persistent|again|lasting & ecc',
  264: 'link',
  265: 'opcode|command|operation',
  512: 'parity|crc',
  1024: 'address & parity',
  2098: 'internal',
  2099: 'parity',
  8194: 'data & parity',
  8195: 'ecc',
  8196: `${BE} & parity`,
  8197: 'mac',
  8448: 'write.data.buffer|wdb & parity',
  8450: 'write.data.buffer|wdb & ecc',
  8452: `${BE} & parity`,
  8454: 'write.data.buffer|wdb & ecc',
}

/** mcelog diamond.c, banks 19–26. */
export const DMR_CHANNEL: Codes = {
  1: 'address & parity',
  2: 'write & data & parity',
  4: `${BE} & parity`,
  8: 'correct & patrol',
  16: `${U} & patrol`,
  32: 'spar',
  64: `${U} & spar`,
  128: 'correct & read',
  160: `${U} & read`,
  176: 'poison',
  192: 'meta.?data',
  258: 'write.data.buffer|wdb & ecc',
  260: `${BE} & parity`,
  262: 'write.data.buffer|wdb & ecc',
  264: 'link',
  265: 'opcode|command|operation',
  512: 'parity|crc',
  576: 'decod',
  1024: 'address & parity',
  2067: 'credit & oversub',
  2068: 'credit & total',
  2069: 'credit & reserved',
  2098: 'internal',
  2100: 'parity',
  2102: 'parity',
}
