// The table of the bench: what was raced, what came out, what was aimed at.

const rows = []

/** Adds a row; `isMet` is undefined where nothing was aimed at. Returns `2.10×  target ≥ 2: met`. */
function add(work, figure, target, isMet) {
  const outcome = isMet === undefined ? 'not measured' : isMet ? 'met' : 'MISSED'
  rows.push([work, figure, target, outcome])
  return `${figure}  target ${target}: ${outcome}`
}

const told = (value, unit) => `${value.toFixed(unit === '×' ? 2 : 0)}${unit}`

/** A figure that is to be so high. */
export const atLeast = (work, value, target, unit = '×') =>
  add(work, told(value, unit), `≥ ${target}${unit}`, value >= target)

/** A figure that is to be so low. */
export const atMost = (work, value, target, unit = '×') =>
  add(work, told(value, unit), `≤ ${target}${unit}`, value <= target)

/** A row that could not be measured here. */
export const skipped = (work, target, reason) =>
  add(work, '-', target, undefined) && console.log(`  SKIPPED: ${work}: ${reason}`)

/** Hits of ours and of the tools that were raced; unequal ones make the run fail. */
export function sameHits(work, ours, theirs) {
  if (ours !== theirs) process.exitCode = 1
  return add(`${work}: the same hits`, `${ours}`, `= ${theirs}`, ours === theirs)
}

/** Prints all rows. */
export function printTable() {
  const all = [['work', 'figure', 'target', ''], ...rows]
  const widths = [0, 1, 2].map(column => Math.max(...all.map(row => row[column].length)))
  const count = outcome => rows.filter(row => row[3] === outcome).length
  console.log('')
  for (const [work, figure, target, outcome] of all)
    console.log(
      `${work.padEnd(widths[0])}  ${figure.padStart(widths[1])}  ${target.padEnd(widths[2])}  ${outcome}`.trimEnd(),
    )
  console.log(`\n${count('met')} met, ${count('MISSED')} missed, ${count('not measured')} not measured`)
}
