/** True when `head` has exactly these bytes at `offset`; text stands for its ASCII codes. */
export const hasMagic = (head: Uint8Array, magic: readonly number[] | string, offset = 0): boolean => {
  const wanted = typeof magic === 'string' ? [...magic].map(letter => letter.charCodeAt(0)) : magic
  return head.length >= offset + wanted.length && wanted.every((byte, index) => head[offset + index] === byte)
}

/** True when the bytes are the beginning of a magic number and end in the middle of it. */
export const isCutMagic = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  bytes.length > 0 && bytes.length < magic.length && bytes.every((byte, index) => byte === magic[index])
