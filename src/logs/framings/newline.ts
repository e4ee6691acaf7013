import {defineFraming} from '../define-framing.js'

/** Lines end in LF or CRLF; every encoding that keeps ASCII as it is. The last resort: every input can be read so. */
export default defineFraming({
  id: 'newline',
  title: 'text in lines',
  sniff: () => true,
  markBytes: head => (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0),
  toText: bytes => bytes,
  inputBytes: (_text, from, to) => to - from,
})
