import {isRecord, isStatusBlock} from '../cper/sniff.js'
import {defineDocument} from '../define-document.js'
import {joinChunks, onlyFirstBytes} from '../join-chunks.js'

const ID = 'cper-file'

/** Platform error records as bytes: records of an error store, saved ones, a copy of the boot error region. */
export default defineDocument({
  id: ID,
  title: 'Platform error records (CPER, ERST, BERT region) as bytes',
  sniff: head => isRecord(head) || isStatusBlock(head),
  async *read(chunks, {input, name}) {
    const {readCperBytes} = await import('../cper/read-bytes.js')
    const {whole, cut} = await joinChunks(chunks)
    yield readCperBytes(whole, {dialect: ID, input})
    if (cut) yield {notices: [onlyFirstBytes(name)]}
  },
})
