/** True when `head` has exactly these bytes at `offset`; text stands for its ASCII codes. */
export const hasMagic = (head: Uint8Array, magic: readonly number[] | string, offset = 0): boolean => {
  const wanted = typeof magic === 'string' ? [...magic].map(letter => letter.charCodeAt(0)) : magic
  return head.length >= offset + wanted.length && wanted.every((byte, index) => head[offset + index] === byte)
}
