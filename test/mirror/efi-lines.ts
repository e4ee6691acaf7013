import {isUsableType, readEfiMapLine} from '../../src/records/efi-map-line.js'
import type {PlatformFact} from '../../src/records/platform-fact.js'
import {factOf} from './fact-builder.js'

/** Memory-map lines as a kernel prints them → facts of map number `map`. */
export const efiFacts = (text: string, map = 0, input = 0): readonly PlatformFact[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .flatMap((line, at) => {
      const row = readEfiMapLine(line)
      if (row === undefined) throw new Error(`not a memory-map line: ${line}`)
      return factOf(
        {
          kind: 'fact',
          fact: 'efi-memory-region',
          ...row,
          mirrored: row.attributes.includes('MR'),
          usable: isUsableType(row.type),
          map,
        },
        line,
        at + 1,
        input,
      )
    })
