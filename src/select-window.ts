import type {ParseNotice} from './logs/parse-notice.js'

/** What a reader asked to see: one host, a span of time in milliseconds since 1970; absent parts ask for everything. */
export interface Selection {
  readonly host?: string
  readonly sinceMs?: number
  readonly untilMs?: number
}

/** True for a host and a span that were asked for; what has no clock is in no window. */
export function isSelected(
  {host: wanted, sinceMs, untilMs}: Selection,
  host: string,
  startMs: number | undefined,
  endMs = startMs,
): boolean {
  if (wanted !== undefined && wanted !== host) return false
  if (sinceMs !== undefined && (endMs === undefined || endMs < sinceMs)) return false
  return !(untilMs !== undefined && (startMs === undefined || startMs > untilMs))
}

/** Hosts named in a message. */
const NAMED = 10

function hostNotice(wanted: string | undefined, hosts: readonly string[]): ParseNotice[] {
  if (wanted === undefined || hosts.includes(wanted)) return []
  const more = hosts.length > NAMED ? ` and ${hosts.length - NAMED} more` : ''
  const named = hosts.slice(0, NAMED).map(host => `“${host.slice(0, 80)}”`)
  const there = hosts.length === 0 ? 'the logs name no host' : `there are ${named.join(', ')}${more}`
  return [{code: 'host-not-found', message: `No host is called “${wanted.slice(0, 80)}”: ${there}.`, positions: []}]
}

/** What a selection left out, so that nobody takes its silence for the log's. */
export function selectionNotices(
  selection: Selection,
  hosts: readonly string[],
  all: number,
  kept: number,
): readonly ParseNotice[] {
  const unknown = hostNotice(selection.host, hosts)
  if (all === kept) return unknown
  const errors = all - kept === 1 ? '1 error' : `${all - kept} errors`
  const message = `${errors} of ${all} left out: not asked for by --host, --since or --until.`
  return [...unknown, {code: 'left-out-by-selection', message, positions: [], count: all - kept}]
}
