const BLOCK_BYTES = 512

/** A ustar header and the data behind it, whatever the name; `type` as in the header, `link` what it leads to. */
export const tarMember = (name: string, text: string | Uint8Array, type = '0', link = ''): Buffer => {
  const content = Buffer.from(text)
  const block = Buffer.alloc(BLOCK_BYTES)
  block.write(name, 0, 100)
  block.write('0000644\0', 100)
  block.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write(type, 156)
  block.write(link, 157, 100)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([block, content, Buffer.alloc((BLOCK_BYTES - (content.length % BLOCK_BYTES)) % BLOCK_BYTES)])
}

/** A whole archive of plain members. */
export const tarOf = (members: readonly (readonly [string, string | Uint8Array])[]): Buffer =>
  Buffer.concat([...members.map(([name, text]) => tarMember(name, text)), Buffer.alloc(2 * BLOCK_BYTES)])
