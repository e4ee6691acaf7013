import {type AmdCode, levelWords, requestWords} from './_amd-code-words.js'
import {FAMILY_15H_EXECUTION, FAMILY_15H_FETCH, FAMILY_15H_L2, FLOATING_POINT} from './_amd-core-tables.js'

type Meaning = string | undefined

/** Errors of a TLB read the same in every family: by extended code. */
const tlb = ({mca, extended}: AmdCode): string => {
  const what = extended === 0 ? 'parity error' : extended === 2 ? 'locked miss' : 'hit in several ways'
  return `TLB at ${levelWords(mca)} level: ${what}`.replace('at a level', 'of unknown level').replace('at the ', 'at ')
}

/** Data cache of families 0Fh to 12h: by level and request. */
function oldDataCache({mca, family}: AmdCode): Meaning {
  if (mca.kind === 'bus')
    return family === 0x0f || family === 0x11 ? 'error while a line came from the system' : undefined
  const scrubs = family !== 0x12 && mca.request === 'ERR' && mca.level === 1
  if (scrubs) return 'error found by the data scrubber'
  if (mca.kind !== 'cache') return undefined
  if (mca.level === 2) return 'error while the L1 was filled from the L2'
  return mca.level === 1 ? `data or tag error on a ${requestWords(mca)}` : undefined
}

/** Data cache of families 14h and 16h. */
function smallDataCache({mca}: AmdCode): Meaning {
  if (mca.kind === 'bus') {
    const isPlace = (mca.target === 'memory' || mca.target === 'io') && mca.level === 'generic'
    const by = {RD: 'TLB reload', DWR: 'store', DRD: 'load'} as const
    const found = isPlace && (mca.request === 'RD' || mca.request === 'DWR' || mca.request === 'DRD')
    return found ? `bad data read from the system on a ${by[mca.request]}` : undefined
  }
  if (mca.kind !== 'cache' || mca.type !== 'data' || mca.level !== 1) return undefined
  if (mca.request === 'DRD') return 'data or tag parity error on a load or prefetch'
  if (mca.request === 'DWR') return 'data or tag parity error on a store'
  if (mca.request === 'EVICT') return 'parity error while a line was written back after a tag miss'
  return mca.request === 'SNOOP' ? 'tag parity error on a snoop' : undefined
}

/** Load-store unit and data cache of family 15h: by extended code. */
const FAMILY_15H_DATA: Readonly<Record<number, string>> = {
  0: 'data array error',
  1: 'uncorrectable error while a line came from the L2 or northbridge',
  2: 'store queue error',
  3: 'store combining buffer error',
  16: 'tag error',
  17: 'store queue error',
  18: 'load queue error',
}

function dataOf15h({mca, extended}: AmdCode): Meaning {
  if (mca.kind === 'cache') return FAMILY_15H_DATA[extended]
  if (mca.kind === 'bus')
    return extended === 0 ? 'bad data read from the system' : `internal error condition ${extended}`
  return mca.kind === 'internal' ? 'hardware assertion' : undefined
}

/** Bank 0. */
export function dataCache(code: AmdCode): Meaning {
  if (code.mca.kind === 'tlb') return code.mca.type === 'data' ? `data ${tlb(code)}` : undefined
  if (code.family === 0x15) return dataOf15h(code)
  return code.family === 0x14 || code.family === 0x16 ? smallDataCache(code) : oldDataCache(code)
}

function oldFetch({mca}: AmdCode): Meaning {
  if (mca.level === 2) return 'error while a line came from the L2'
  if (mca.level !== 1) return undefined
  if (mca.request === 'IRD') return 'parity error on a fetch'
  if (mca.request === 'EVICT') return 'parity error while a line was written back or evicted'
  return mca.request === 'SNOOP' ? 'tag error on a snoop' : undefined
}

function smallFetch({mca, extended}: AmdCode): Meaning {
  if (mca.type !== 'instruction') return undefined
  if (mca.request === 'IRD') return 'data or tag parity error on a tag hit'
  if (mca.request === 'SNOOP') return 'tag error on a snoop or eviction'
  if (extended === 0) return 'tag parity error on a line cast out'
  return extended === 2 ? 'microcode patch memory parity error' : undefined
}

/** Bank 1. */
export function instructionFetch(code: AmdCode): Meaning {
  const {mca, family, extended, hasAddress} = code
  if (mca.kind === 'tlb') return `instruction ${tlb({...code, extended: extended === 0 ? 0 : 1})}`
  if (mca.kind === 'bus')
    return family === 0x0f && hasAddress
      ? 'error while a line came from the system'
      : 'error in data read from the northbridge'
  if (mca.kind === 'internal') return 'hardware assertion'
  if (mca.kind !== 'cache') return undefined
  if (family === 0x15) return FAMILY_15H_FETCH[extended]
  return family === 0x14 || family === 0x16 ? smallFetch(code) : oldFetch(code)
}

const BEFORE_READ: ReadonlySet<string | undefined> = new Set(['ERR', 'RD'])
const WRITE_BACK: ReadonlySet<string | undefined> = new Set(['EVICT', 'SNOOP'])

/** Bus unit with the L2 of families 0Fh to 14h. */
function busUnit({mca, extended}: AmdCode): Meaning {
  if (extended === 1) return 'error in the write data buffers'
  if (extended === 3) return 'error in the victim data buffers'
  if (extended === 2) return mca.kind === 'cache' ? `L2 tag error on a ${requestWords(mca)}` : undefined
  if (extended !== 0) return undefined
  if (mca.kind === 'tlb') return 'error in a page descriptor cache or guest TLB'
  if (mca.kind === 'bus') return 'parity or ECC error in data read from the northbridge'
  if (mca.kind !== 'cache') return undefined
  if (WRITE_BACK.has(mca.request)) return `error while data was written back on ${requestWords(mca)}`
  return BEFORE_READ.has(mca.request) ? 'parity or ECC error in data read from the L2' : undefined
}

/** Combined unit with the L2 of family 15h. */
function combinedUnit({mca, extended}: AmdCode): Meaning {
  if (mca.kind === 'tlb')
    return extended === 0
      ? 'data parity error on a TLB read'
      : extended === 1
        ? 'poison given to a TLB fill'
        : undefined
  if (mca.kind === 'bus') return extended <= 2 ? 'error while data was to be read from the northbridge' : undefined
  if (mca.kind === 'internal') return 'hardware assertion'
  return mca.kind === 'cache' ? FAMILY_15H_L2[extended] : undefined
}

const L2_TAG: ReadonlySet<number> = new Set([9, 10, 11, 13, 14, 15])
const L2_ATTRIBUTE: ReadonlySet<number> = new Set([28, 29, 31])

/** The L2 of family 16h: what was hit by the extended code, on what by the request. */
function smallL2({mca, extended}: AmdCode): Meaning {
  if (mca.kind !== 'cache') return undefined
  if (extended === 4 || extended === 5) return `${mca.request === 'RD' ? 'input' : 'output'} buffer parity error`
  const on = `on a ${requestWords(mca)}`
  if (L2_TAG.has(extended)) return `L2 tag ECC error ${on}`
  if (L2_ATTRIBUTE.has(extended)) return `parity error in the L2 attribute bits ${on}`
  return (extended >= 16 && extended <= 25) || extended === 27 ? `L2 data ECC error ${on}` : undefined
}

/** Bank 2. */
export function secondLevel(code: AmdCode): Meaning {
  if (code.family === 0x15) return combinedUnit(code)
  return code.family === 0x16 ? smallL2(code) : busUnit(code)
}

/** Bank 3; nothing is defined for it from family 14h on. */
export function loadStore({mca, extended, family}: AmdCode): Meaning {
  const isAccess = mca.kind === 'bus' && (mca.request === 'DRD' || mca.request === 'DWR')
  return family < 0x14 && extended === 0 && isAccess ? `error on a ${requestWords(mca)}` : undefined
}

/** Bank 5, from family 10h on. */
export function execution({mca, extended, family}: AmdCode): Meaning {
  if (family === 0x0f || family === 0x11) return undefined
  return mca.kind === 'internal' ? 'hardware assertion' : FAMILY_15H_EXECUTION[extended]
}

/** Bank 6. */
export const floatingPoint = ({extended}: AmdCode): Meaning => FLOATING_POINT[extended]
