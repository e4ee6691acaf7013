import {DOCUMENT_HEAD_BYTES, defineDocument} from '../define-document.js'
import {joinChunks, onlyFirstBytes} from '../join-chunks.js'
import {arrayForm, bufferForm} from '../machine-check-struct/sniff.js'

const ID = 'machine-check-struct'

/** Machine checks as the kernel's own structure: the error store's `mce-erst-…` files, what `/dev/mcelog` gave, its buffer in a dump. */
export default defineDocument({
  id: ID,
  title: 'machine checks as struct mce: pstore, /dev/mcelog',
  sniff: head => (bufferForm(head) ?? arrayForm(head, head.length < DOCUMENT_HEAD_BYTES)) !== undefined,
  async *read(chunks, {input, name}) {
    const {readStructs} = await import('../machine-check-struct/read-structs.js')
    const {whole, cut} = await joinChunks(chunks)
    yield readStructs(whole, {dialect: ID, input})
    if (cut) yield {notices: [onlyFirstBytes(name)]}
  },
})
