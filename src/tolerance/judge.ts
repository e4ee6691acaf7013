import type {Incident} from '../incidents/incident.js'
import {kernelReadAt} from '../mirror/kernel-reads.js'
import {isAtLeast, type KernelRelease, readKernelRelease} from '../mirror/kernel-release.js'
import {readingCodeOf} from '../mirror/reading-code.js'
import {MEANING_OF_REASON, PANIC_SETTINGS, type ReasonMeaning, ROW_OF_READ} from './row-maps.js'
import {survivorRow} from './survivor-row.js'
import {rowOf, type StableReleases, type ToleranceRow} from './tolerance-table.js'
import type {ToleranceVerdict} from './tolerance-verdict.js'

/** How sure answers are that do not rest on one row. */
const SURE = {noOutage: 0.95, noWayBack: 0.85, setting: 0.7, firmware: 0.7, unknown: 0.3, distributor: 0.4} as const

const SEVERITY = 'Linux arch/x86/kernel/cpu/mce/severity.c'
const PANIC_CODE = 'Linux mm/memory-failure.c and drivers/edac/edac_mc.c'

type Answer = ToleranceVerdict['answer']

const AVOIDED: Readonly<Record<ToleranceRow['aftermath'], Answer>> = {
  'process-lost': 'avoided-process-lost',
  'no-loss': 'avoided-no-loss',
  'handled-by-application': 'avoided-process-lost',
  latent: 'not-avoidable-by-software',
  none: 'not-avoidable-by-software',
}

const answerBy = (row: ToleranceRow, answer: Answer, confidence: number, because: string): ToleranceVerdict => ({
  answer,
  row: row.row,
  ...(row.sinceKernel === undefined ? {} : {sinceKernel: row.sinceKernel}),
  confidence,
  because,
  cites: row.cites,
})

const cannotTell = (because: string): ToleranceVerdict => ({
  answer: 'unknown',
  confidence: SURE.unknown,
  because: `Cannot tell: ${because}`,
  cites: [SEVERITY],
})

/** Weighs a row that a kernel version brought: a distributor's number says nothing of what was back-ported. */
function byVersion(row: ToleranceRow, release: KernelRelease | undefined): ToleranceVerdict {
  const hit = `The error hit ${row.where}.`
  const {sinceKernel} = row
  if (row.aftermath === 'none' || row.aftermath === 'latent')
    return answerBy(
      row,
      'not-avoidable-by-software',
      row.confidence,
      `${hit} No kernel survives this by software; only a second copy of the data helps.`,
    )
  if (sinceKernel === undefined)
    return answerBy(
      row,
      'unknown',
      SURE.unknown,
      `${hit} Newer kernels handle this in part (${row.tolerant}); which release helps here is not known.`,
    )
  if (release === undefined)
    return answerBy(
      row,
      'unknown',
      SURE.unknown,
      `${hit} Upstream Linux ${sinceKernel} handles this (${row.tolerant}); which kernel ran is not in the log.`,
    )
  if (release.builder === 'distributor')
    return answerBy(
      row,
      'unknown',
      SURE.distributor,
      `${hit} Upstream Linux ${sinceKernel} handles this (${row.tolerant}); what the distributor back-ported to ${release.text} is not known.`,
    )
  return ofUpstream(row, sinceKernel, release)
}

/** True where a stable release of the series is known to carry a change. */
const isInStable = ({major, minor, patch}: KernelRelease, stable: StableReleases = {}): boolean =>
  patch >= (stable[`${major}.${minor}`] ?? Number.POSITIVE_INFINITY)

/** ` (6.6.89 and 6.12.23 too)`; nothing where no stable release is known. */
function alsoIn(stable: StableReleases = {}): string {
  const releases = Object.entries(stable).map(([series, patch]) => `${series}.${patch}`)
  return releases.length === 0 ? '' : ` (${releases.join(' and ')} too)`
}

/** Weighs a row by an upstream number, which tells what is in it. */
function ofUpstream(row: ToleranceRow, sinceKernel: string, release: KernelRelease): ToleranceVerdict {
  const hit = `The error hit ${row.where}.`
  const {regression} = row
  if (!isAtLeast(release, sinceKernel) && !isInStable(release, row.stable))
    return answerBy(
      row,
      AVOIDED[row.aftermath],
      row.confidence,
      `${hit} From Linux ${sinceKernel} on${alsoIn(row.stable)}, ${row.tolerant}.`,
    )
  const broken =
    regression !== undefined &&
    isAtLeast(release, regression.from) &&
    !isAtLeast(release, regression.repaired) &&
    !isInStable(release, regression.stable)
  if (broken)
    return {
      ...answerBy(
        row,
        AVOIDED[row.aftermath],
        row.confidence,
        `${hit} Linux ${sinceKernel} handled this (${row.tolerant}), ${regression.from} broke it, ${regression.repaired} repaired it${alsoIn(regression.stable)}.`,
      ),
      sinceKernel: regression.repaired,
    }
  return answerBy(
    row,
    'unknown',
    SURE.unknown,
    `${hit} Linux ${release.text} should have handled this (since ${sinceKernel}${alsoIn(row.stable)}), yet it did not.`,
  )
}

const isAmd = ({errors}: Incident): boolean => errors.some(({cpuSignature}) => cpuSignature?.vendor === 'amd')

/** The kernel read bad data: what it was doing decides. */
function inKernel(incident: Incident, release: KernelRelease | undefined): ToleranceVerdict {
  const code = readingCodeOf(incident)
  const read = kernelReadAt(code?.telling)
  if (release?.arm64 && read !== undefined) return byVersion(rowOf(release.euler ? 'T16' : 'T15'), release)
  if (release?.arm64 && code?.telling === undefined)
    return cannotTell(
      'the kernel read bad data, and the log does not name code that tells whose (pc). Upstream Linux on Arm survives none of it, openEuler’s kernels survive copies from processes.',
    )
  if (read !== undefined) return byVersion(rowOf(ROW_OF_READ[read.id]), release)
  if (code?.telling !== undefined) return byVersion(rowOf('T17'), release)
  if (isAmd(incident)) return {...byVersion(rowOf('T22'), release), confidence: SURE.distributor}
  return cannotTell(
    code === undefined
      ? 'the kernel read bad data, and the log does not name the code that did (RIP). Copies from processes are survived by newer kernels, reads of the kernel’s own data by none.'
      : `the kernel read bad data in ${code.at}, a routine that works on data of the kernel and of processes alike.`,
  )
}

const meaningOf = ({severityReason}: Incident): ReasonMeaning | undefined =>
  severityReason === undefined ? undefined : MEANING_OF_REASON.find(([words]) => words.test(severityReason))?.[1]

const noWayBack = (reason: string): ToleranceVerdict => ({
  answer: 'not-avoidable-by-software',
  confidence: SURE.noWayBack,
  because: `The hardware left the kernel no way back (${reason}): every kernel panics at this.`,
  cites: [SEVERITY],
})

/** A panic that somebody asked for. */
function bySetting({panicMessage = ''}: Incident): ToleranceVerdict | undefined {
  const found = PANIC_SETTINGS.find(({message}) => message.test(panicMessage))
  if (found === undefined) return undefined
  return {
    answer: 'avoided-process-lost',
    confidence: SURE.setting,
    because: `The machine panicked because it was set to (${found.setting}); with the default it would have gone on without the page.`,
    cites: [PANIC_CODE],
  }
}

const inUser = (): ToleranceVerdict => {
  const row = rowOf('T1')
  return answerBy(
    row,
    'unknown',
    SURE.unknown,
    'A process read bad data. Where CPU and kernel can recover, only the process is lost; why the machine panicked instead is not in the log.',
  )
}

const hasCorruptContext = ({errors}: Incident): boolean => errors.some(({flags}) => flags.contextCorrupt === true)

const byFirmware: ToleranceVerdict = {
  answer: 'not-avoidable-by-software',
  confidence: SURE.firmware,
  because: 'The firmware declared the error fatal: the kernel has no say in that.',
  cites: ['Linux drivers/acpi/apei/ghes.c'],
}

function ofOutage(incident: Incident, release: KernelRelease | undefined): ToleranceVerdict {
  const set = bySetting(incident)
  if (set !== undefined) return set
  const meaning = meaningOf(incident)
  if (meaning === 'no-way-back') return noWayBack(incident.severityReason ?? '')
  if (meaning === undefined && hasCorruptContext(incident)) return noWayBack('processor context corrupt')
  if (meaning === 'kernel-code') return byVersion(rowOf('T17'), release)
  if (/fatal hardware error/i.test(incident.panicMessage ?? '')) return byFirmware
  if (incident.errors.some(({unit}) => unit === 'io')) return byVersion(rowOf('T21'), release)
  if (meaning === 'user' || (meaning === undefined && incident.consumption === 'user')) return inUser()
  if (meaning === 'kernel-data' || incident.consumption === 'kernel') return inKernel(incident, release)
  return cannotTell(
    'the log does not show why the machine went down, by its reason string or the code that was running.',
  )
}

function ofSurvivor(incident: Incident, release: KernelRelease | undefined): ToleranceVerdict {
  const number = survivorRow(incident)
  const row = number === undefined ? undefined : rowOf(number)
  if (incident.outcome === 'process-killed' && row?.row === 'T3') return byVersion(row, release)
  const because =
    incident.outcome === 'process-killed'
      ? 'The machine stayed up: the kernel limited the damage to a process.'
      : 'The machine stayed up.'
  const latent = row?.aftermath === 'latent' ? ` But ${row.untreated}; plan a reboot.` : ''
  return {
    answer: 'no-outage',
    ...(row === undefined ? {} : {row: row.row}),
    confidence: SURE.noOutage,
    because: `${because}${latent}`,
    cites: row?.cites ?? ['Linux Documentation/mm/hwpoison.rst'],
  }
}

/** Would better software have survived the incident? `kernel` is the release that ran, as printed, where it is known. */
export function judgeTolerance(incident: Incident, kernel: string | undefined): ToleranceVerdict {
  const release = readKernelRelease(kernel)
  return {...judged(incident, release), ...(release?.euler === true ? {downgrades: true as const} : {})}
}

function judged(incident: Incident, release: KernelRelease | undefined): ToleranceVerdict {
  const down = incident.outcome === 'panic' || incident.outcome === 'reboot'
  if (down) return ofOutage(incident, release)
  if (incident.outcome === 'unknown') return cannotTell('the log does not show how the incident ended.')
  return ofSurvivor(incident, release)
}
