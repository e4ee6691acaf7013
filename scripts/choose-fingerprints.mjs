#!/usr/bin/env node
// Writes src/logs/scan/fingerprints.ts: for every literal of every dialect, and for each parity of its place in the text,
// bytes of it that ordinary logs seldom hold, and the factor by which their hashes seldom meet those of ordinary text. Takes
// seconds; run it when many literals have changed, and commit the result. A stale table costs speed, never a hit: what it
// lacks is chosen when the scan starts. Deterministic.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {createNoise, journalLine} from './noise-lines.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The scan's own constants, and what it is to look for, from the sources as they stand. */
async function sources() {
  const bundled = await build({
    stdin: {
      contents: `import {builtIns} from './src/built-ins.js'
        import {searchTerms} from './src/logs/search-terms.js'
        export * from './src/logs/scan/scan-module.js'
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
  return loaded.exports
}

/** Text without hits: daemons' lines, some as the journal's JSON, and the other lines of kernels' logs. */
function ordinaryText(terms) {
  const {next, stamp, message} = createNoise(2026)
  const daemons = Array.from({length: 12_000}, () => `${stamp()} ${message()}`)
  const entries = Array.from({length: 1500}, () => journalLine(message(), next, 1767399384519))
  const samples = readdirSync(`${root}samples`)
    .filter(name => name.endsWith('.log'))
    .sort()
    .flatMap(name => readFileSync(`${root}samples/${name}`, 'latin1').split('\n'))
    .filter(line => !terms.some(term => line.includes(term)))
  return Buffer.from([...daemons, ...entries, ...samples].join('\n'), 'latin1')
}

const {terms: texts, WIDTH, AHEAD, KEY_BYTES, KEY_BITS, HASH_BITS, HASH_FACTOR, hashOf} = await sources()
const terms = texts.filter(term => term.length >= WIDTH).map(term => Buffer.from(term).toString('latin1'))
const text = ordinaryText(terms)

/** How often the text holds a window of so many bytes. */
function countWindows(width) {
  const counts = new Map()
  const all = text.toString('latin1')
  for (let at = 0; at + width <= all.length; at += 1) {
    const window = all.slice(at, at + width)
    counts.set(window, (counts.get(window) ?? 0) + 1)
  }
  return counts
}

const counts = new Map([KEY_BYTES, WIDTH, AHEAD + KEY_BYTES, AHEAD + WIDTH].map(width => [width, countWindows(width)]))
const keys = counts.get(KEY_BYTES)
const met = window => counts.get(window.length).get(window) ?? 0

/** What a place in the text that has the whole window costs beside one that has no more than its key. */
const COMPARISON = 8
/** What a window costs that ordinary text never holds: its hash may be met. */
const RARE = 0.5

const keyOf = window => window.slice(window.length > WIDTH ? AHEAD : 0).slice(0, KEY_BYTES)
const costOfKey = key => (keys.get(key) ?? 0) + RARE
const costOfWindow = window => COMPARISON * met(window) + RARE

/** Windows of a term at even or at odd places, with the bytes in front where there are any; the last may be a key alone. */
function windowsOf(term, parity) {
  const all = []
  for (let at = parity; at + KEY_BYTES <= term.length; at += 2)
    all.push(term.slice(at >= AHEAD ? at - AHEAD : at, at + WIDTH))
  return all
}

const choices = terms.flatMap(term => [0, 1].map(parity => ({options: windowsOf(term, parity), chosen: undefined})))

/** What the scan costs with the windows that are chosen. */
let total = 0

/** How many choices rest on a window or key. */
const resting = new Map()
function rest(what, cost, count) {
  const before = resting.get(what) ?? 0
  resting.set(what, before + count)
  total += cost * (Number(before + count > 0) - Number(before > 0))
}
function put(window, count) {
  rest(window, costOfWindow(window), count)
  rest(`key ${keyOf(window)}`, costOfKey(keyOf(window)), count)
}

/** What the scan would cost more with the window. */
const costOf = window =>
  ((resting.get(`key ${keyOf(window)}`) ?? 0) > 0 ? 0 : costOfKey(keyOf(window))) +
  ((resting.get(window) ?? 0) > 0 ? 0 : costOfWindow(window))

const cheapest = options => options.reduce((least, option) => (costOf(option) < costOf(least) ? option : least))

function choose(choice, window) {
  if (choice.chosen !== undefined) put(choice.chosen, -1)
  choice.chosen = window
  if (window !== undefined) put(window, 1)
}

/** Chooses anew for all that rest on a key, one by one, and keeps that where it is cheaper. */
function leave(key) {
  const own = choices.filter(({chosen}) => keyOf(chosen) === key)
  const before = {cost: total, windows: own.map(({chosen}) => chosen)}
  for (const choice of own) choose(choice, undefined)
  for (const choice of own) {
    const others = choice.options.filter(window => keyOf(window) !== key)
    choose(choice, cheapest(others.length > 0 ? others : choice.options))
  }
  if (total < before.cost) return true
  for (const [index, choice] of own.entries()) choose(choice, before.windows[index])
  return false
}

// Those with the fewest options first; then key by key, the dearest first, while it gets cheaper.
for (const choice of [...choices].sort((a, b) => a.options.length - b.options.length))
  choose(choice, cheapest(choice.options))
for (let isBetter = true; isBetter; ) {
  isBetter = false
  const used = [...new Set(choices.map(({chosen}) => keyOf(chosen)))].sort((a, b) => costOfKey(b) - costOfKey(a))
  for (const key of used) isBetter = leave(key) || isBetter
  for (const choice of choices) {
    const cost = total
    choose(choice, undefined)
    choose(choice, cheapest(choice.options))
    isBetter = total < cost || isBetter
  }
}

const fingerprints = [...new Set(choices.map(({chosen}) => chosen))].sort()

const bytesOf = window => [...window].reduce((sum, letter, at) => sum | (letter.charCodeAt(0) << (8 * at)), 0)

/** Places of the text, at even ones, whose key has a fingerprint's hash. */
function alike(factor) {
  const isTaken = new Uint8Array(1 << KEY_BITS)
  for (const window of fingerprints) isTaken[hashOf(bytesOf(keyOf(window)), factor)] = 1
  let count = 0
  for (const [key, times] of keys) if (isTaken[hashOf(bytesOf(key), factor)] === 1) count += times
  return count / 2
}

const FACTORS = 200
const factors = Array.from({length: FACTORS}, (_, index) => Math.imul(index + 1, 0x9e3779b1) | 1)
const bestOf = (options, costOfOption) =>
  options.map(one => [one, costOfOption(one)]).reduce((least, one) => (one[1] < least[1] ? one : least))[0]

const factor = bestOf(
  factors.map(one => one & 0xffffff),
  alike,
)

/** The numbers of a window with bytes in front; of a key alone with each byte that may follow. */
const numbersOf = window => {
  const [front, key] = [bytesOf(window.slice(0, AHEAD)), bytesOf(window.slice(AHEAD))]
  if (window.length === AHEAD + WIDTH) return [[front, key]]
  return Array.from({length: 256}, (_, byte) => [front, key | (byte << (8 * KEY_BYTES))])
}

const led = fingerprints.filter(({length}) => length > WIDTH).flatMap(numbersOf)
const keysTaken = new Set(fingerprints.map(window => hashOf(bytesOf(keyOf(window)), factor)))
const texted = [...counts.get(AHEAD + WIDTH)]
  .map(([window, times]) => [...numbersOf(window)[0], times])
  .filter(([, four]) => keysTaken.has(hashOf(four, factor)))

/** Places of the text whose bytes have the hash of a fingerprint with bytes in front. */
function mistaken(aheadFactor) {
  const isTaken = new Uint8Array(1 << HASH_BITS)
  const hash = (front, four) => (Math.imul(four, HASH_FACTOR) + Math.imul(front, aheadFactor)) >>> (32 - HASH_BITS)
  for (const [front, four] of led) isTaken[hash(front, four)] = 1
  return texted.reduce((sum, [front, four, times]) => sum + times * isTaken[hash(front, four)], 0) / 2
}

const aheadFactor = bestOf(factors, mistaken)

const perKiB = count => ((count / text.length) * 1024).toFixed(2)
const own = fingerprints.reduce((sum, window) => sum + met(window), 0) / 2
console.log(
  `${fingerprints.length} fingerprints of ${terms.length} terms; ${perKiB(alike(factor))} a KiB of ordinary text look like one, ${perKiB(mistaken(aheadFactor))} are taken for one by what stands in front, ${perKiB(own)} are one`,
)

writeFileSync(
  process.argv[2] ?? `${root}src/logs/scan/fingerprints.ts`,
  `// Generated by scripts/choose-fingerprints.mjs from the dialects' literals.

/** Four bytes of each literal with the two in front, or as many as it has, at even and at odd places of it. */
export const FINGERPRINTS: readonly string[] = [
${fingerprints.map(window => `  ${JSON.stringify(window)},`).join('\n')}
]

/** Spreads three bytes so that those of ordinary text seldom meet those of a fingerprint. */
export const KEY_FACTOR = 0x${factor.toString(16)}

/** Spreads the two bytes in front, likewise. */
export const AHEAD_FACTOR = 0x${(aheadFactor >>> 0).toString(16)}
`,
)
