#!/usr/bin/env node
// Coverage of the intervals over simulated logs, the whole pipeline from text to interval, a minute long:
// `npm run calibrate`, or `npm run calibrate -- 5000 7` for so many logs from another seed.
import {mkdtempSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-calibrate-'))
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    await build({
      entryPoints: [join(root, 'test/risk/calibrate/calibrate.ts')],
      outfile: join(folder, 'calibrate.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'warning',
    })
    return await import(pathToFileURL(join(folder, 'calibrate.mjs')).href)
  } finally {
    process.on('exit', () => rmSync(folder, {recursive: true, force: true}))
  }
}

const {calibrate, coverage} = await load()

const LEVELS = [0.5, 0.8, 0.9]
const TOLERANCE = 0.03
const BINS = 20
/** 99 % point of chi-square with 19 degrees of freedom. */
const CHI_SQUARE = 36.19

const percent = share => `${(share * 100).toFixed(1)} %`.padStart(7)

function row(told, group) {
  const printed = [group.filter(({inHalf}) => inHalf), group.filter(({inMost}) => inMost)]
  const levels = LEVELS.map(level => percent(coverage(group, level)))
  const shares = printed.map(({length}) => percent(length / Math.max(1, group.length)))
  console.log(`${told.padEnd(22)} ${String(group.length).padStart(5)}  ${levels.join('  ')}   ${shares.join('  ')}`)
}

function chiSquare(placed) {
  const counts = new Array(BINS).fill(0)
  for (const {position} of placed) {
    const bin = Math.min(BINS - 1, Math.floor(position * BINS))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const expected = placed.length / BINS
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

const [logs = '1200', seed = '40'] = process.argv.slice(2)
const placed = await calibrate(Number(logs), Number(seed))
console.log('simulated logs, text to interval: share of true rates inside the interval of each level')
console.log(`${''.padEnd(22)}  logs     50 %     80 %     90 %   printed 50 %  90 %`)
row('all', placed)
for (const told of ['watched', 'pulled'])
  row(
    told,
    placed.filter(one => one.told === told),
  )
const BY_COUNT = [
  ['0 incidents', 0, 0],
  ['1', 1, 1],
  ['2', 2, 2],
  ['3 and more', 3, 1e9],
].map(([name, from, to]) => ({
  name,
  group: placed.filter(({incidents}) => incidents >= from && incidents <= to),
}))
for (const {name, group} of BY_COUNT) row(name, group)
const miscounted = placed.filter(one => one.miscounted !== 0)
console.log(
  `counted otherwise than written: ${miscounted.length} logs (incidents within an hour of each other are one)`,
)
const square = chiSquare(placed)
console.log(`chi-square of ${BINS} bins of the positions: ${square.toFixed(1)}, 99 % point ${CHI_SQUARE}`)
/** Levels that a group of so many incidents covers too seldom, by more than chance makes of its size; counts make wider, never narrower. */
const tooSeldom = ({name, group}) =>
  LEVELS.filter(level => {
    const chance = 2 * Math.sqrt((level * (1 - level)) / Math.max(1, group.length))
    return coverage(group, level) < level - TOLERANCE - chance
  }).map(level => `${name}: ${percent(level).trim()}`)
const missed = [
  ...LEVELS.filter(level => Math.abs(coverage(placed, level) - level) > TOLERANCE).map(
    level => `all: ${percent(level).trim()}`,
  ),
  ...BY_COUNT.flatMap(tooSeldom),
]
if (missed.length > 0 || square > CHI_SQUARE) {
  console.log(`MISSED: ${missed.join(', ')} beyond ±${TOLERANCE * 100} points, or positions not even`)
  process.exitCode = 1
}
