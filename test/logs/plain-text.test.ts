import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {cleanText} from '../../src/logs/clean-text.js'
import {plainTextOf} from '../../src/logs/plain-text.js'
import {splitFrames} from '../../src/logs/split-frames.js'
import {splitRow} from '../../src/logs/split-row.js'
import {splitWritten} from '../../src/logs/split-written.js'
import {unquoteText} from '../../src/logs/unquote-text.js'

const piece = fc.constantFrom(
  ...[
    'Nov 23 04:12:09 db7 kernel: ',
    'EDAC MC0: 1 CE',
    ' ',
    '\t',
    '\r',
    '\0\0\0\0',
    '\n',
    '#015',
    '^M',
    '^[[0m',
    '#033[0m',
  ],
  ...[
    '&lt;',
    '&nbsp;',
    '> ',
    '\\[',
    '\\n',
    '{code}',
    '{{x}}',
    '```',
    '`x`',
    '<br>',
    '<pre>',
    '12 <13>1 ',
    '=3D',
    '=\n',
  ],
  ...['\u001b[0m', '\u00a0', 'größe', '|', '"', '[Hardware Error]: ', '~', '\u007f', '0x12', '(', ')', "'"],
)
const text = fc.array(piece, {maxLength: 8}).map(parts => parts.join(''))

describe('plain text', () => {
  it('is what looking closely gives, wherever it is told', () => {
    const told = {plain: 0}
    fc.assert(
      fc.property(text, raw => {
        const bytes = Buffer.from(raw)
        const plain = plainTextOf(bytes)
        if (plain === undefined) return
        told.plain += 1
        expect(plain).toBe(raw)
        expect(splitRow(bytes)).toEqual([{from: 0, to: bytes.length}])
        expect(splitFrames(raw).flatMap(one => splitWritten(unquoteText(cleanText(one), false)))).toEqual([raw])
      }),
      {numRuns: 20_000},
    )
    expect(told.plain).toBeGreaterThan(300)
  })

  it('is told for what most lines look like', () => {
    const line =
      'Nov 23 04:12:09 db7 sshd[4711]: Accepted publickey for deploy from 10.0.0.1 port 22 ssh2: x="y", (z) = 1'
    expect(plainTextOf(Buffer.from(line))).toBe(line)
  })
})
