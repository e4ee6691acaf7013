/**
 * Names of months as `dmesg -T`, journalctl and syslog daemons print them under the locales of glibc, January first:
 * beginnings, lower case, without accents and dots. A name that means two months in two languages is not listed.
 */
const BEGINNINGS: readonly string[] = [
  'jan gen ene sty led oca ianu tammi янв січ 1月 1월',
  'feb fev febr lut uno sub helmi фев лют 2月 2월',
  'mar mrt mars maerz bre maalis мар бер 3月 3월',
  'apr avr abr kwi dub nis huhti апр кві 4月 4월',
  'may mai mei mag maj maio kve touko май мая тра 5月 5월',
  'jun juin giu cze haz kesa июн чер 6月 6월',
  'jul juil lug tem heina июл лип 7月 7월',
  'aug ago aou aout sie agu elo авг сер 8月 8월',
  'sep set wrz zar eyl syys сен вер 9月 9월',
  'oct okt ott out paz rij eki loka окт жов 10月 10월',
  'nov kas marras ноя лис 11月 11월',
  'dec dez dic des gru pro ara joulu дек гру 12月 12월',
]

const SHORTEST = 3

/** `Mär.`, `MÄRZ` → `mar`, `marz`: lower case, accents and dots taken off. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .normalize('NFC')

const MONTHS = new Map(
  BEGINNINGS.flatMap((names, index) => names.split(' ').map(name => [plain(name), index + 1] as const)),
)

/** Month 1 to 12 of a name or its beginning; undefined when no language known here has it. */
export const monthOf = (name: string): number | undefined => {
  const known = MONTHS.get(name.toLowerCase())
  if (known !== undefined) return known
  const word = plain(name)
  for (let length = word.length; length >= Math.min(SHORTEST, word.length); length -= 1) {
    const month = MONTHS.get(word.slice(0, length))
    if (month !== undefined) return month
  }
  return undefined
}
