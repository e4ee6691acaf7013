/** What may follow a number for it to be whole: an end, a blank, punctuation or the next field's name glued to it. */
const NEXT_FIELD =
  'TSC|ADDR|MISC|PPIN|SYND|IPID|PROCESSOR|TIME|SOCKET|APIC|RIP|CPU|Bank|EDAC|STATUS|mce:|core:|microcode'

/** Regular-expression text of a bare hexadecimal number, optional 0x, that must not break off inside a longer word. */
export const HEX = `(?:0x)?(?:[0-9a-f]{1,32}(?=$|[^0-9A-Za-z]|${NEXT_FIELD})|[0-9A-F]{1,32}(?=$|[^0-9A-Za-z]))`

/** `…`, `...` or `=` at a number's end: whoever copied the text trimmed or broke the value, which is then unknown. */
export const TRIMMED = /^(?:\u2026|\.{2,}|=$)/

/** Hexadecimal text, with or without 0x, as a number; undefined when it is none or has more than 64 bits. */
export const readHex = (text: string): bigint | undefined => {
  const digits = text.replace(/^0x/, '')
  return /^[0-9a-f]{1,16}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined
}

/** A small hexadecimal or decimal number; undefined beyond 2^53. */
export const readSmall = (text: string, radix: 10 | 16): number | undefined => {
  const value = Number.parseInt(text, radix)
  return Number.isSafeInteger(value) ? value : undefined
}
