/** Between an archive's name and what is inside. */
const INSIDE = '!/'

/** Letters that are no text: line breaks, escape sequences, marks that turn the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Longest name that is told; longer ones are cut. */
const LONGEST = 4096

/** A member's path in its archive, as text on one line: a name, never a path to anything. */
export const innerPath = (name: string): string =>
  name
    .slice(0, LONGEST)
    .replaceAll('\\', '/')
    .replace(UNSEEN, '?')
    .replace(/^(?:\.?\/)+/, '')

/** `outer!/inner/path`. */
export const memberName = (outer: string, inner: string): string => `${outer}${INSIDE}${inner}`
