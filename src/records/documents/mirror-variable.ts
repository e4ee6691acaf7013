import {defineDocument} from '../define-document.js'
import {joinChunks} from '../join-chunks.js'
import {isVariable, readVariable, variableNameIn} from '../mirror-variable-bytes.js'

const ID = 'mirror-variable'

/** One of the firmware's mirror variables as a file: a copy of efivarfs, or its bare five bytes. */
export default defineDocument({
  id: ID,
  title: 'UEFI variables MirrorCurrent and MirrorRequest as bytes',
  sniff: isVariable,
  async *read(chunks, {input, name}) {
    const {whole} = await joinChunks(chunks)
    const variable = variableNameIn(name)
    const position = {input, line: 1, byteOffset: 0}
    const body = variable === undefined ? undefined : readVariable(variable, whole)
    if (body === undefined) {
      const message = `${name} looks like a mirror variable of UEFI, but its name does not say which: keep the name MirrorCurrent-… or MirrorRequest-….`
      yield {notices: [{code: 'unsupported-format', message, positions: [position]}]}
      return
    }
    const envelope = {id: 'bare', time: {basis: 'none'}} as const
    yield {facts: [{dialect: ID, envelope, evidence: [{position, text: body.text}], ...body}]}
  },
})
