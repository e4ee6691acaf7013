import type {MachineCheckRecord} from '../records/hardware-error-record.js'
import {sameRegisters} from './agreement.js'
import type {BootStory} from './boot-story.js'
import {type Cluster, chiefTelling, joinClusters} from './cluster.js'
import {overlap, spanOf} from './error-span.js'
import {gapBetween, type Moment} from './moment.js'
import {natureOf} from './telling.js'

/** Banks of a running machine are cleared as they are read: a leftover is printed in the first minutes. */
const LEFTOVER_SECONDS = 300
/** Corrected records are pending only if the machine died before they were read. */
const PENDING_SECONDS = 10

const recordsOf = (cluster: Cluster): MachineCheckRecord[] =>
  cluster.tellings.flatMap(({record, voice}) =>
    record.kind === 'machine-check' && voice === 'registers' ? [record] : [],
  )

const died = (story: BootStory): boolean => story.panics.some(({record}) => record.what === 'panic')

const isUncorrected = (cluster: Cluster): boolean =>
  cluster.tellings.some(t => natureOf(t.error.severity) === 'uncorrected')

/** True when a record was read from a bank, not from a running exception, early enough to be left over from before. */
function mayBeLeftOver(cluster: Cluster): boolean {
  const {uptime} = cluster.first
  return (
    recordsOf(cluster).every(record => record.exception !== true) && (uptime === undefined || uptime < LEFTOVER_SECONDS)
  )
}

const nearTheEnd = (cluster: Cluster, story: BootStory): boolean =>
  story.panics.some(
    ({moment}) => (gapBetween(moment, cluster.first)?.seconds ?? PENDING_SECONDS + 1) <= PENDING_SECONDS,
  )

/** The error of the earlier boot whose registers this record still shows. */
function survivor(cluster: Cluster, earlier: BootStory): Cluster | undefined {
  const records = recordsOf(cluster)
  if (earlier.restarted || records.length === 0 || !mayBeLeftOver(cluster)) return undefined
  return earlier.clusters.find(
    before =>
      (isUncorrected(before) || nearTheEnd(before, earlier)) &&
      recordsOf(before).some(old => records.some(record => sameRegisters(old, record))),
  )
}

const sameSpan = (a: Cluster, b: Cluster): boolean | undefined => {
  const spans = [a, b].map(cluster => cluster.tellings.flatMap(t => spanOf(t.error) ?? []))
  const [left = [], right = []] = spans
  if (left.length === 0 || right.length === 0) return undefined
  return left.some(x => right.some(y => overlap(x, y)))
}

const isFirmware = (cluster: Cluster): boolean => chiefTelling(cluster)?.record.kind === 'cper'

const tellsPreviousBoot = (cluster: Cluster): boolean =>
  cluster.tellings.some(
    ({record}) => (record.kind === 'cper' || record.kind === 'reported') && record.previousBoot === true,
  )

/** The outage's error that firmware tells of in the next boot or in the crash kernel: same address, or the only one without any. */
function retold(cluster: Cluster, earlier: BootStory): Cluster | undefined {
  const fatal = chiefTelling(cluster)?.error.severity === 'fatal'
  if (!isFirmware(cluster) || !(tellsPreviousBoot(cluster) || (fatal && died(earlier)))) return undefined
  const candidates = earlier.clusters.filter(isUncorrected)
  const same = candidates.findLast(before => sameSpan(before, cluster) === true)
  if (same !== undefined || !died(earlier)) return same
  const last = candidates.filter(before => nearTheEnd(before, earlier))
  return last.length === 1 && last[0] !== undefined && sameSpan(last[0], cluster) === undefined ? last[0] : undefined
}

const RESET = 'The record outlived a reset: the next boot printed it again; it is one error.'
const RETOLD = 'Firmware told of it once more after the outage; it is one error.'
const BEFORE = 'Firmware or a bank left over tells of the time before this boot.'

/** What an error carries of which the boot it happened in is not in the log. */
export const OF_UNSEEN_BOOT =
  'Firmware or a bank left over tells of the time before this boot; that boot is not in this log.'

const note = (cluster: Cluster, remark: string): void => {
  if (!cluster.remarks.includes(remark)) cluster.remarks.push(remark)
}

/** A machine check of a dead boot that left no record: its record is the one found in the bank afterwards. */
const lacksRecord = (story: BootStory): boolean =>
  story.panics.some(({record}) => record.what === 'panic' && record.cause === 'machine-check') &&
  !story.clusters.some(isUncorrected)

/** A boot whose log breaks off: no order to stop, no panic. */
const brokeOff = (story: BootStory): boolean => !story.restarted && !died(story)

/** True when the record can only stem from before the boot: a fatal or action-required state that nobody died of. */
function isLeftOver(cluster: Cluster): boolean {
  const [record] = recordsOf(cluster)
  const severity = chiefTelling(cluster)?.error.severity
  if (record === undefined || !mayBeLeftOver(cluster) || (record.tsc ?? 0n) !== 0n) return false
  if (severity === 'fatal') return true
  return (
    (severity === 'srar' || severity === 'uncorrected') &&
    (record.exception === false || cluster.first.uptime !== undefined)
  )
}

const momentOfDeath = (story: BootStory): Moment | undefined =>
  story.panics.find(({record}) => record.what === 'panic')?.moment

/** The later boot's uptime says nothing of the earlier one. */
const withoutUptime = ({uptime: _uptime, ...rest}: Moment): Moment => rest

function moveBack(cluster: Cluster, from: BootStory, to: BootStory, remark: string): void {
  from.clusters.splice(from.clusters.indexOf(cluster), 1)
  to.clusters.push(cluster)
  cluster.movedBack = true
  cluster.first = momentOfDeath(to) ?? withoutUptime(cluster.first)
  cluster.survivedReset = true
  note(cluster, remark)
}

function joinBack(cluster: Cluster, from: BootStory, into: Cluster, remark: string): void {
  from.clusters.splice(from.clusters.indexOf(cluster), 1)
  const {first} = into
  joinClusters(into, cluster)
  into.first = first
  into.survivedReset = true
  note(into, remark)
}

function settleBoot(story: BootStory, earlier: BootStory | undefined): void {
  for (const cluster of [...story.clusters]) {
    const kept = earlier === undefined ? undefined : survivor(cluster, earlier)
    const told = earlier === undefined || kept !== undefined ? undefined : retold(cluster, earlier)
    const again = kept ?? told
    if (again !== undefined) joinBack(cluster, story, again, kept === undefined ? RETOLD : RESET)
    else if (tellsPreviousBoot(cluster) || isLeftOver(cluster)) {
      const fits = (story: BootStory) => tellsPreviousBoot(cluster) || lacksRecord(story) || brokeOff(story)
      const before = earlier !== undefined && fits(earlier) ? earlier : undefined
      if (before !== undefined) moveBack(cluster, story, before, BEFORE)
      else if (!died(story) || tellsPreviousBoot(cluster)) {
        cluster.survivedReset = true
        note(cluster, earlier === undefined ? OF_UNSEEN_BOOT : BEFORE)
      }
    }
  }
}

/** Attaches what a later boot tells of an earlier one: banks that survived, BERT, the crash kernel's firmware records. */
export function uniteResets(stories: readonly BootStory[]): void {
  for (const [index, story] of stories.entries()) settleBoot(story, stories[index - 1])
}
