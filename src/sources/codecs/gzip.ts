import {type ByteReader, createByteReader} from '../byte-reader.js'
import {defineCodec, type SourceNotice} from '../source.js'
import {isGzip, type MemberEnd, readMember} from './_gzip-member.js'

const AGAIN = 'Fetch the file again if you can.'

/** What to say of the way the last member ended; undefined when all is well. */
const noticeOf = (end: MemberEnd, made: number): SourceNotice | undefined => {
  if (end.how === 'cut')
    return {
      code: 'input-truncated',
      message: `the gzip data ends in the middle: the ${made} bytes before the cut were read. ${AGAIN}`,
      lost: true,
    }
  if (end.how === 'damaged')
    return {
      code: 'input-damaged',
      message: `the gzip data is damaged (${end.reason}): ${made} bytes could be read. ${AGAIN}`,
      lost: true,
    }
  return undefined
}

const TRAILING: SourceNotice = {
  code: 'trailing-bytes',
  message: 'bytes behind the end of the gzip data are not gzip and were passed over.',
  lost: false,
}

/** Whether anything but padding is left; tapes and block devices pad with zeros. */
const holdsMore = async (reader: ByteReader): Promise<boolean> => {
  for (let piece = await reader.next(); piece; piece = await reader.next())
    if (piece.some(byte => byte !== 0)) return true
  return false
}

/** Members one after the other (log rotation appends them), as far as they go. */
async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  report: (notice: SourceNotice) => void,
): AsyncIterable<Uint8Array> {
  const reader = createByteReader(bytes)
  let made = 0
  for (;;) {
    const chunks = readMember(reader)
    for (let step = await chunks.next(); ; step = await chunks.next()) {
      if (!step.done) {
        made += step.value.length
        yield step.value
        continue
      }
      const notice = noticeOf(step.value, made)
      if (notice) report(notice)
      else if (step.value.how === 'none' && (await holdsMore(reader))) report(TRAILING)
      if (step.value.how !== 'whole') return
      break
    }
  }
}

/** RFC 1952, read to the last byte that can be read. */
export default defineCodec({
  id: 'gzip',
  title: 'gzip',
  endings: ['.gz', '.tgz'],
  sniff: isGzip,
  decode,
})
