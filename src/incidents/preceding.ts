import {isDimmUnit} from '../errors/memory-unit.js'
import {frameOf} from './error-span.js'
import type {Preceding} from './incident.js'
import {compareMoments} from './moment.js'
import {samePlace} from './same-place.js'
import type {Seat} from './seat.js'
import {natureOf} from './telling.js'
import {countsBefore} from './told-counts.js'

const isBefore = (a: Seat, b: Seat): boolean =>
  a.bootIndex < b.bootIndex || (a.bootIndex === b.bootIndex && compareMoments(a.cluster.first, b.cluster.first) <= 0)

/** A storm's further errors are counted by place, not by page. */
function isSamePage(corrected: Seat, bad: Seat): boolean {
  const [frame, lost] = [corrected, bad].map(seat => (seat.storm === undefined ? frameOf(seat.error) : undefined))
  return frame !== undefined && frame === lost
}

/** What a corrected error and a later uncorrected one have in common, the narrowest first. */
function commonPlace(corrected: Seat, bad: Seat): Preceding['place'] | undefined {
  if (isSamePage(corrected, bad)) return 'page'
  const {row: _row, column: _column, bank: _bank, bankGroup: _group, rank: _rank, ...dimm} = corrected.error.dram ?? {}
  const {row: _r, column: _c, bank: _b, bankGroup: _g, rank: _k, ...other} = bad.error.dram ?? {}
  const [left, right] = [corrected.error.registers, bad.error.registers]
  const sameBank = left.bank !== undefined && left.bank === right.bank && left.socket === right.socket
  const named = dimm.imc !== undefined || dimm.label !== undefined
  if (samePlace(dimm, other) && (named || sameBank))
    return dimm.label !== undefined && dimm.label === other.label ? 'dimm' : 'channel'
  if (dimm.channel !== undefined && other.channel !== undefined) return undefined
  const memory = [corrected, bad].every(({error}) => isDimmUnit(error))
  return sameBank && memory ? 'bank' : undefined
}

const rowsMeet = (a: Seat, b: Seat): boolean | undefined => {
  const [left, right] = [a.error.dram, b.error.dram]
  if (left?.row === undefined || right?.row === undefined) return undefined
  return (
    left.row === right.row && left.bank === right.bank && left.bankGroup === right.bankGroup && left.rank === right.rank
  )
}

const ORDER: readonly Preceding['place'][] = ['dimm', 'channel', 'page', 'bank']

/** Corrected errors of the same DIMM, channel, page or bank told before an incident's first uncorrected error. */
export function precedingOf(seats: readonly Seat[], corrected: readonly Seat[]): Preceding | undefined {
  const bad = seats.find(seat => natureOf(seat.error.severity) === 'uncorrected')
  if (bad === undefined) return undefined
  const found = corrected.flatMap(seat => {
    const place = isBefore(seat, bad) ? commonPlace(seat, bad) : undefined
    return place === undefined ? [] : [{seat, place, sameRow: rowsMeet(seat, bad)}]
  })
  const [first] = found
  if (first === undefined) return undefined
  const rows = found.flatMap(({sameRow}) => sameRow ?? [])
  const labels = new Set(found.map(({seat}) => seat.error.dram?.label))
  const [label] = labels
  const onPage = countsBefore(
    bad,
    found.flatMap(({seat}) => (isSamePage(seat, bad) ? [seat] : [])),
  )
  const inRow = countsBefore(
    bad,
    found.flatMap(({seat, sameRow}) => (sameRow === true ? [seat] : [])),
  )
  const since = found.map(({seat}) => seat.error.time).find(time => time !== undefined)
  return {
    correctedErrors: found.reduce((sum, {seat}) => sum + (seat.error.occurrences?.count ?? 1), 0),
    ...(since === undefined ? {} : {since}),
    ...(rows.length === 0 ? {} : {sameRow: rows.includes(true)}),
    ...(labels.size === 1 && label !== undefined ? {label} : {}),
    ...(onPage === undefined ? {} : {onPage}),
    ...(inRow === undefined ? {} : {inRow}),
    place: ORDER.find(place => found.some(other => other.place === place)) ?? first.place,
  }
}
