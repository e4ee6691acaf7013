#!/usr/bin/env node
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
// Writes src/logs/scan/fingerprints.ts: four bytes of every literal of every dialect, spread over sixteen buckets so that
// ordinary logs seldom look like one of them. Takes minutes; run it when many literals have changed, and commit the
// result. A stale table costs speed, never a hit: what it lacks is placed when the scan starts. Deterministic.
import {createRequire} from 'node:module'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {createNoise, journalLine, seeded} from './noise-lines.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const WIDTH = 4
const HALVES = WIDTH * 2
const BUCKETS = 16
const STEPS = Number(process.argv[2]) || 1_500_000

/** What the scan is to look for, from the sources as they stand. */
async function searchedTerms() {
  const bundled = await build({
    stdin: {
      contents: `import {builtIns} from './src/built-ins.js'
        import {searchTerms} from './src/logs/search-terms.js'
        export const terms = searchTerms(builtIns.dialects.flatMap(({value}) => value.literals))`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['d3-node', 'jsdom', 'node-sqlite3-wasm'],
    logLevel: 'error',
    write: false,
  })
  const loaded = {exports: {}}
  new Function('module', 'exports', 'require', bundled.outputFiles[0].text)(
    loaded,
    loaded.exports,
    createRequire(import.meta.url),
  )
  return loaded.exports.terms
}

const latin = term => Buffer.from(term).toString('latin1')

/** Text without hits: daemons' lines, some as the journal's JSON, and the other lines of kernels' logs. */
function ordinaryText(terms) {
  const {next, stamp, message} = createNoise(2026)
  const daemons = Array.from({length: 160}, () => `${stamp()} ${message().slice(0, 300)}`)
  const entries = Array.from({length: 24}, () => journalLine(message().slice(0, 300), next, 1767399384519))
  const samples = readdirSync(`${root}samples`)
    .filter(name => name.endsWith('.log'))
    .sort()
    .flatMap(name => readFileSync(`${root}samples/${name}`, 'latin1').split('\n'))
    .filter(line => !terms.some(term => line.includes(term)))
  return Buffer.from([...daemons, ...entries, ...samples.slice(0, 100)].join('\n'), 'latin1')
}

const terms = (await searchedTerms()).filter(term => term.length >= WIDTH).map(latin)
const text = ordinaryText(terms)
const WORDS = text.length >> 5

/** For each half of each byte of a window and each of its values: where the text has it, as bits. */
const positions = Array.from({length: HALVES}, () => Array.from({length: 16}, () => new Int32Array(WORDS)))
for (let at = 0; at < WORDS * 32; at += 1)
  for (let place = 0; place < WIDTH; place += 1) {
    const byte = text[at + place] ?? 0
    positions[place * 2][byte & 15][at >> 5] |= 1 << (at & 31)
    positions[place * 2 + 1][byte >> 4][at >> 5] |= 1 << (at & 31)
  }

const halvesOf = window =>
  Array.from({length: HALVES}, (_, half) => {
    const byte = window.charCodeAt(half >> 1)
    return half % 2 === 0 ? byte & 15 : byte >> 4
  })

const ones = word => {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const buckets = Array.from({length: BUCKETS}, () => ({
  /** How many of its windows have each value in each half. */
  counts: Array.from({length: HALVES}, () => new Uint16Array(16)),
  takes: Array.from({length: HALVES}, () => new Int32Array(WORDS)),
  all: new Int32Array(WORDS),
}))

function intersect({takes: [a, b, c, d, e, f, g, h], all}) {
  for (let at = 0; at < WORDS; at += 1) all[at] = a[at] & b[at] & c[at] & d[at] & e[at] & f[at] & g[at] & h[at]
}

function put(bucket, window) {
  for (const [half, value] of halvesOf(window).entries()) {
    bucket.counts[half][value] += 1
    if (bucket.counts[half][value] > 1) continue
    for (let at = 0; at < WORDS; at += 1) bucket.takes[half][at] |= positions[half][value][at]
  }
  intersect(bucket)
}

function take(bucket, window) {
  for (const [half, value] of halvesOf(window).entries()) {
    bucket.counts[half][value] -= 1
    if (bucket.counts[half][value] > 0) continue
    const takes = bucket.takes[half].fill(0)
    for (const [other, count] of bucket.counts[half].entries())
      if (count > 0) for (let at = 0; at < WORDS; at += 1) takes[at] |= positions[half][other][at]
  }
  intersect(bucket)
}

/** Places in the text that look like a window. */
function met() {
  let count = 0
  for (let at = 0; at < WORDS; at += 1) {
    let any = 0
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) any |= buckets[bucket].all[at]
    if (any !== 0) count += ones(any)
  }
  return count
}

const windowsOf = term => [
  ...new Set(Array.from({length: term.length - WIDTH + 1}, (_, at) => term.slice(at, at + WIDTH))),
]
const options = terms.map(windowsOf)

/** Window → its bucket and how many terms rest on it. */
const state = new Map()

/** How often the text really has a window: such places cost a comparison more. */
const ordinary = new Map()
for (let at = 0; at + WIDTH <= text.length; at += 1) {
  const window = text.toString('latin1', at, at + WIDTH)
  ordinary.set(window, (ordinary.get(window) ?? 0) + 1)
}
const COMPARISON = 3
let compared = 0
const costNow = () => met() + COMPARISON * compared

const windowOf = []

function rest(term, window, bucket) {
  const entry = state.get(window)
  windowOf[term] = window
  if (entry) entry.terms.add(term)
  else {
    state.set(window, {bucket, terms: new Set([term])})
    compared += ordinary.get(window) ?? 0
    put(buckets[bucket], window)
  }
}

function leave(term) {
  const window = windowOf[term]
  const entry = state.get(window)
  entry.terms.delete(term)
  if (entry.terms.size > 0) return
  state.delete(window)
  compared -= ordinary.get(window) ?? 0
  take(buckets[entry.bucket], window)
}

function move(window, to) {
  const entry = state.get(window)
  take(buckets[entry.bucket], window)
  put(buckets[to], window)
  entry.bucket = to
}

const next = seeded(7)

/** A small change; returns how to undo it, undefined when it changed nothing. */
function change() {
  const term = next(terms.length)
  const was = windowOf[term]
  const from = state.get(was).bucket
  if (next(2) === 0) {
    const to = next(BUCKETS)
    if (to === from) return undefined
    move(was, to)
    return () => move(was, from)
  }
  const window = options[term][next(options[term].length)]
  if (window === was) return undefined
  // All that rest on the old window and hold the new one go along.
  const going = [...state.get(was).terms].filter(other => terms[other].includes(window))
  const to = state.get(window)?.bucket ?? next(BUCKETS)
  for (const one of going) leave(one)
  for (const one of going) rest(one, window, to)
  return () => {
    for (const one of going) leave(one)
    for (const one of going) rest(one, was, from)
  }
}

/** Few windows that cover all terms, those first that many terms have and ordinary text has not. */
function cover() {
  const holders = new Map()
  for (const [term, windows] of options.entries())
    for (const window of windows) holders.set(window, [...(holders.get(window) ?? []), term])
  const ordinary = text.toString('latin1')
  const worth = new Map(
    [...holders.keys()].map(window => [window, 1 / (1 + 0.3 * (ordinary.split(window).length - 1))]),
  )
  const left = new Set(terms.keys())
  const chosen = []
  while (left.size > 0) {
    const [best] = [...holders].reduce(
      (most, [window, held]) => {
        const gain = held.filter(term => left.has(term)).length * worth.get(window)
        return gain > most[2] ? [window, held, gain] : most
      },
      ['', [], 0],
    )
    const own = holders.get(best).filter(term => left.has(term))
    for (const term of own) left.delete(term)
    holders.delete(best)
    chosen.push([best, own])
  }
  return chosen
}

/** The bucket that takes least of the text with a window more. */
function bucketFor(window) {
  const costs = buckets.map(bucket => {
    const added = halvesOf(window).filter((value, half) => bucket.counts[half][value] === 0).length
    put(bucket, window)
    const cost = met() + added / 4
    take(bucket, window)
    return cost
  })
  return costs.indexOf(Math.min(...costs))
}

for (const [window, covered] of cover()) {
  const bucket = bucketFor(window)
  for (const term of covered) rest(term, window, bucket)
}

const perKiB = count => ((count / text.length) * 1024).toFixed(2)
let cost = costNow()
console.log(`${state.size} fingerprints; ${perKiB(met())} a KiB of ordinary text look like one; improving`)
/** Simulated annealing: what makes it worse is kept now and then, more seldom as it cools. */
for (let step = 0; step < STEPS; step += 1) {
  const heat = 1.2 * 0.1 ** (step / STEPS)
  const undo = change()
  if (!undo) continue
  const now = costNow()
  if (now <= cost || next(1_000_000) < 1_000_000 * Math.exp((cost - now) / heat)) cost = now
  else undo()
  if (step % 100_000 === 0) console.log(`  ${step}: ${perKiB(met())}, ${perKiB(compared)} compared, ${state.size}`)
}
console.log(
  `${state.size} fingerprints; ${perKiB(met())} a KiB of ordinary text look like one, ${perKiB(compared)} are one`,
)

const rows = buckets.map((_, index) => {
  const windows = [...state].filter(([, {bucket}]) => bucket === index).map(([window]) => JSON.stringify(window))
  return `  [${windows.sort().join(', ')}],`
})
writeFileSync(
  process.argv[3] ?? `${root}src/logs/scan/fingerprints.ts`,
  `// Generated by scripts/choose-fingerprints.mjs from the dialects' literals.

/** Four bytes of each literal, one character a byte, by the bucket they stand in. */
export const FINGERPRINTS: readonly (readonly string[])[] = [
${rows.join('\n')}
]
`,
)
