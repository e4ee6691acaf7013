const ORDER = [
  'both copies failed',
  'one copy had been lost before without the kernel seeing it',
  'the layout is of another boot',
  'the bad data was stored in both copies',
] as const
const ELSEWHERE = 'the bad data did not come from memory'

/** Why a mirror that should have helped may not have, the likeliest first; a core's word alone points away from memory. */
export const explanations = (originInferred: boolean): string => {
  const list = originInferred ? [ELSEWHERE, ...ORDER] : [...ORDER, ELSEWHERE]
  return `Possible, the likeliest first: ${list.join('; ')}.`
}
