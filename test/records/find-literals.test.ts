import fc from 'fast-check'
import {expect, it} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import {defineDialect} from '../../src/records/define-dialect.js'
import {createLiteralFinder} from '../../src/records/find-literals.js'

const dialects = builtIns.dialects.map(entry => entry.value)
const find = createLiteralFinder(dialects)
const plainly = (text: string) => dialects.map(({literals}) => Number(literals.some(literal => text.includes(literal))))

it('finds what a plain search finds, in every sample of every dialect', () => {
  for (const {samples} of dialects)
    for (const sample of samples) expect([...find(sample)], sample).toEqual(plainly(sample))
})

it('finds what a plain search finds in any text, literals at any place', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.string({unit: 'grapheme'}),
    fc.constantFrom(...dialects.flatMap(({literals}) => literals)),
  )
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 6}), pieces => {
      const text = pieces.join('')
      expect([...find(text)]).toEqual(plainly(text))
    }),
    {numRuns: 2000},
  )
})

it('finds literals shorter than the contract asks for, which a plugin may bring', () => {
  const read = () => undefined
  const short = createLiteralFinder([defineDialect({id: 'x', title: 'x', literals: ['UE'], samples: [], read})])
  expect([...short('a UE here')]).toEqual([1])
  expect([...short('nothing')]).toEqual([0])
})
