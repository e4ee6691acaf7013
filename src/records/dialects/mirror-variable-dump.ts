import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import {isVariable, readVariable, variableNameIn} from '../mirror-variable-bytes.js'

// $ hexdump -C /sys/firmware/efi/efivars/MirrorCurrent-7b9be2e0-e28a-4197-ad3e-32f062f9462c
// 00000000  07 00 00 00 01 01 e2 04  00                       |.........|
// and what `efivar -p -n` prints:
// Name: "MirrorCurrent"
// Value:
// 00000000  01 01 e2 04 00                                    |.....           |

const ID = 'mirror-variable-dump'
const KEY = 'name'
/** Lines between the name and its bytes: attributes and headings. */
const NEAR_LINES = 12

interface Named {
  readonly name: 'MirrorCurrent' | 'MirrorRequest'
  readonly line: LogLine
}

/** `hexdump -C`, `xxd`, `od -A x -t x1`; words of plain `hexdump` are little endian and not read. */
const DUMP = /^(?:0{4,8}:? {1,2})((?:[0-9a-f]{2} {0,2}){5,9})(?: {2,}\|? ?.{0,18})?$/

function bytesIn(text: string): Uint8Array | undefined {
  const digits = DUMP.exec(text)?.[1]?.replaceAll(' ', '')
  if (digits === undefined || digits.length % 2 === 1) return undefined
  return Uint8Array.from(digits.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}

const readBytes = (line: LogLine, open: OpenFrames<Named>): DialectOutput | undefined => {
  const named = open.read(KEY)
  if (named === undefined || line.position.line - named.line.position.line > NEAR_LINES) return undefined
  const bytes = bytesIn(line.text.trim())
  const body = bytes !== undefined && isVariable(bytes) ? readVariable(named.name, bytes) : undefined
  if (body === undefined) return undefined
  open.drop(KEY)
  const evidence = [...quoteLines(named.line), ...quoteLines(line)]
  return {facts: [{dialect: ID, envelope: line.envelope, evidence, ...body}]}
}

/** The firmware's mirror variables as hexadecimal text under their name. */
export default defineDialect<Named>({
  id: ID,
  title: 'UEFI variables MirrorCurrent and MirrorRequest, dumped',
  literals: ['MirrorCurrent', 'MirrorRequest'],
  samples: [
    '# hexdump -C /sys/firmware/efi/efivars/MirrorCurrent-7b9be2e0-e28a-4197-ad3e-32f062f9462c',
    'Name: "MirrorRequest"',
  ],
  read(line, open) {
    const name = variableNameIn(line.text)
    if (name === undefined) return readBytes(line, open)
    open.write(KEY, {name, line})
    return {}
  },
  opensUnmarked: /Mirror(?:Current|Request)/,
  close: () => ({}),
})
