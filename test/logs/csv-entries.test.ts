import {describe, expect, it} from 'vitest'
import {readText} from './read-text.js'

const TABLE = [
  '\ufefftime,message,host',
  '2026-11-23T04:12:09Z,quiet,db7',
  '"2026-11-23T04:12:10Z","EDAC ""MC0"", first',
  'and second line",db7',
  ',a"b"c TSC ,\r',
  '2026-11-23T04:12:11Z,"EDAC ',
].join('\n')

describe('a table of messages', () => {
  it('keeps quoted commas, quotes and lines together, however it comes in chunks', async () => {
    for (const chunk of [1, 2, 3, 7, 64, TABLE.length * 2]) {
      const {lines, summary} = await readText(TABLE, {chunk})
      expect(summary.envelope).toBe('csv-entries')
      expect(lines.map(line => [line.text, line.hit, line.position.line, line.unterminated ?? false])).toEqual([
        ['quiet', false, 2, false],
        ['EDAC "MC0", first', true, 3, false],
        ['and second line', false, 3, false],
        // What the literals end in is no part of a message that ends there.
        ['a"b"c TSC', false, 5, false],
        ['EDAC', false, 6, true],
      ])
      expect(lines[1]?.envelope).toMatchObject({host: 'db7', time: {basis: 'zoned'}})
      expect(summary.lines).toBe(6)
    }
  })
})
