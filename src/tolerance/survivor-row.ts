import type {Incident} from '../incidents/incident.js'
import {ROW_OF_CONTENT} from './row-maps.js'

/** Severities of errors that were found before anybody needed the data. */
const UNREAD: readonly Incident['severity'][] = ['srao', 'ucna', 'deferred']

/** A machine of IBM POWER tells its errors in lines of its own. */
const isPower = ({errors}: Incident): boolean => errors.some(({reporters}) => reporters.includes('power-mce'))
/** Emulators by the names their processes bear: what they hold is memory of a guest. */
const EMULATOR = /^(?:qemu|kvm|cloud-hypervis|firecracker)/
const isEmulator = ({victim}: Incident): boolean => EMULATOR.test(victim.process?.name ?? '')
const isEsxi = ({errors}: Incident): boolean => errors.some(({reporters}) => reporters.includes('esxi-vmkernel'))

/** Row of the tolerance table for an error that left the machine up, by what was hit; undefined where the log does not tell. */
export function survivorRow(incident: Incident): string | undefined {
  const {victim, consumption, severity, outcome} = incident
  if (victim.content === 'guest' && isEsxi(incident)) return 'T25'
  if (isPower(incident) && consumption === 'user') return 'T23'
  if (isEmulator(incident)) return 'T20'
  if (/\bthp\b/i.test(victim.asLogged ?? '')) return 'T6'
  const unread = outcome !== 'process-killed' && UNREAD.includes(severity)
  const owned = victim.content === 'unknown' || victim.content === 'user'
  return unread && owned ? 'T2' : ROW_OF_CONTENT[victim.content]
}
