/** True when `head` has exactly these bytes at `offset`; text stands for its ASCII codes. */
export const hasMagic = (head: Uint8Array, magic: readonly number[] | string, offset = 0): boolean => {
  if (head.length < offset + magic.length) return false
  for (let at = 0; at < magic.length; at += 1) {
    const wanted = typeof magic === 'string' ? magic.charCodeAt(at) : magic[at]
    if (head[offset + at] !== wanted) return false
  }
  return true
}

/** True when the bytes are the beginning of a magic number and end in the middle of it. */
export const isCutMagic = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  bytes.length > 0 && bytes.length < magic.length && bytes.every((byte, index) => byte === magic[index])
