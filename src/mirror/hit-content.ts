import type {Incident, Victim} from '../incidents/incident.js'
import type {HitContent} from './define-rule.js'
import {kernelReadAt} from './kernel-reads.js'
import {inWords, readingCodeOf} from './reading-code.js'

const KINDS: Readonly<Record<Victim['content'], HitContent['kind']>> = {
  kernel: 'kernel',
  user: 'user',
  'page-cache-clean': 'page-cache',
  'page-cache-dirty': 'page-cache',
  free: 'free',
  'huge-page': 'user',
  guest: 'user',
  'swap-cache': 'user',
  unknown: 'unknown',
}

/** Page types of processes and files; the kernel's own pages have other names. */
const OWNED_BY_OTHERS = /LRU|swap ?cache|huge page/i

/** The kernel was the reader; whose data it read is told by the code it was in. */
function byKernelCode(incident: Incident): HitContent {
  const code = readingCodeOf(incident)
  const read = kernelReadAt(code?.telling)
  if (code !== undefined && read !== undefined)
    return {kind: read.reads, sure: true, because: `the kernel was copying it in ${inWords(code)}`}
  if (code?.telling !== undefined && incident.severity !== 'fatal')
    return {kind: 'kernel', sure: true, because: `the kernel was using it in ${inWords(code)}`}
  return {kind: 'kernel', sure: false, because: 'the kernel was running when it was read'}
}

/** What was in the memory that was hit: the words of the page lines, then who read it. */
export function contentOf(incident: Incident): HitContent {
  const {victim, consumption} = incident
  const page = victim.asLogged !== undefined && victim.asLogged !== readingCodeOf(incident)?.at
  if (victim.content === 'kernel' && page && OWNED_BY_OTHERS.test(victim.asLogged ?? ''))
    return {kind: 'user', sure: true, because: victim.because}
  if (victim.content === 'kernel' && !page && consumption === 'kernel') return byKernelCode(incident)
  if (victim.content !== 'unknown') return {kind: KINDS[victim.content], sure: true, because: victim.because}
  if (consumption === 'kernel') return byKernelCode(incident)
  if (consumption === 'user' || consumption === 'guest') return {kind: 'user', sure: true, because: victim.because}
  return {kind: 'unknown', sure: false, because: victim.because}
}
