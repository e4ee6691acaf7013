import {readHex} from '../hex-text.js'
import {type EdacReading, joinAddress} from './core-line.js'
import {readDimmLabel} from './dimm-label.js'
import {type EdacDraft, readDriverTail} from './driver-tail.js'

/** `EDAC MC3: Lỗi đọc bộ nhớ 1 CE trên CPU_SrcID#0… (kênh:0 khe:0 trang:0x12350 offset:0x0 …)`: count, word, label, bracket. */
const SHAPE = /^(.*?)\b(\d{1,9}) (CE|UE)\b(.*?)\((.*)\)/s

/** Page, offset and syndrome are the only numbers that the core prints with 0x, in this order. */
const CORE_HEX = /:(0x[0-9a-f]{1,16})/g

/**
 * A line whose words went through a translator and whose numbers did not; undefined when too little of it is left. Its
 * word is trusted for CE alone: nobody shall be told of an uncorrected error by a translation.
 */
export const readTranslatedLine = (controller: number, rest: string): EdacReading | undefined => {
  const [, , count, word, middle = '', inner = ''] = SHAPE.exec(rest) ?? []
  if (word !== 'CE' || !/\P{ASCII}/u.test(rest)) return undefined
  const [core = '', ...tail] = inner.split(' - ')
  const [page, offset] = [...core.matchAll(CORE_HEX)].map(match => readHex(match[1] ?? ''))
  if (page === undefined || offset === undefined) return undefined
  const label = /\S*#\d\S*/.exec(middle)?.[0] ?? ''
  const detail = readDriverTail(tail.join(' - '))
  const fields: EdacDraft = {...detail.fields}
  const address = joinAddress(page, offset)
  if (address !== undefined) fields.address = address
  return {
    fields: {...fields, controller, word, count: Math.max(1, Number(count))},
    location: {...readDimmLabel(label), ...detail.location},
    whole: true,
    troubles: [],
  }
}
