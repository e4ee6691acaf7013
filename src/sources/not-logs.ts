import {hasMagic} from './magic.js'

/** Content that holds no log text, by its first bytes: letters or bytes at the beginning. */
const FORMATS: readonly {readonly what: string; readonly magic: readonly (string | readonly number[])[]}[] = [
  {
    what: 'program',
    magic: [
      [0x7f, 0x45, 0x4c, 0x46, 1],
      [0x7f, 0x45, 0x4c, 0x46, 2],
      [0xca, 0xfe, 0xba, 0xbe],
    ],
  },
  {what: 'picture', magic: [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], 'GIF87a', 'GIF89a']},
  {what: 'package', magic: ['!<arch>\ndebian']},
  {what: 'font', magic: ['wOFF', 'wOF2', 'OTTO\0']},
  {what: 'PDF document', magic: ['%PDF-']},
]

/** What the first bytes are of that holds no log text; undefined when they may be a log's. */
export const notLogs = (head: Uint8Array): string | undefined =>
  FORMATS.find(({magic}) => magic.some(one => hasMagic(head, one)))?.what
