import {isTelling} from './known-words.js'
import type {RedactMap} from './pseudonyms.js'

/** Kinds whose names are looked for only where their own words introduce them: values are often common words. */
const IN_PLACE = new Set(['value', 'layout', 'folder'])

/** Spellings under which a processor's number is printed: with and without `0x`, with leading zeros, decimal. */
function ppinForms(name: string): readonly string[] {
  const digits = name
    .toLowerCase()
    .replace(/^0x/, '')
    .replace(/^0+(?=.)/, '')
  const forms = [digits, digits.padStart(16, '0'), `0x${digits}`, `0x${digits.padStart(16, '0')}`]
  return [name, ...forms, BigInt(`0x${digits}`).toString()]
}

const spellings = (kind: string, name: string): readonly string[] => {
  if (kind === 'ppin' && /^(?:0x)?[\da-f]{1,16}$/i.test(name)) return ppinForms(name)
  if (kind === 'serial' && /^0x[\da-f]{5,}$/i.test(name)) return [name, name.slice(2)]
  if (kind === 'host' && name.includes('.')) return [name, name.split('.', 1)[0] ?? name]
  if (kind === 'mac') return [name, name.replaceAll(':', '-'), name.replaceAll('-', ':'), name.replace(/[:.-]/g, '')]
  return [name]
}

/** Names that are replaced wherever they stand, in every spelling, with their pseudonyms. */
export const tellingNames = (map: RedactMap): readonly (readonly [string, string])[] =>
  Object.entries(map)
    .filter(([kind]) => !IN_PLACE.has(kind))
    .flatMap(([kind, names]) =>
      Object.entries(names).flatMap(([name, pseudonym]) =>
        [...new Set(spellings(kind, name))].filter(isTelling).map(spelling => [spelling, pseudonym] as const),
      ),
    )
