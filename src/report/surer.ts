import type {Analysis, JudgedIncident} from './analysis.js'
import {capital} from './format.js'
import {isMild} from './gravest.js'
import {actualVerdict} from './happened.js'
import {dramOf, namesDimm} from './place.js'
import {isUntold} from './told-by.js'

/** Commands, options and files in a wish that marks none of them. */
const COMMANDS =
  /\b(?:efi=debug|dmesg|journalctl -k(?: -b)?|efibootmgr -m|ipmitool sel elist|dmidecode -t 17)\b|--layout\b|\/var\/[\w./-]*\w/g

const withTicks = (text: string): string => (text.includes('`') ? text : text.replace(COMMANDS, '`$&`'))

const sentence = (text: string): string => capital(withTicks(text.trim().replace(/\.$/, '')))

const BMC =
  'collect the BMC event log (`ipmitool sel elist`): with firmware-first error handling mirror events may be logged only there'

const KERNEL_LOG =
  'collect the kernel log of that time (`journalctl -k`, `dmesg`, `/var/log/messages`): it tells what the system lost'

/** Wishes that tell nothing of an error outside memory. */
const OF_MEMORY = /efi=debug|DIMM/

/** All that a virtual machine's log leaves to collect. */
const HOST_LOG = 'Collect the kernel log of the host that runs this virtual machine, of the same time'

function ownWishes(incident: JudgedIncident | undefined, analysis: Analysis): string[] {
  const wishes: string[] = []
  const host = analysis.hosts.find(candidate => candidate.id === incident?.host) ?? analysis.hosts[0]
  if (host?.layout === undefined || host.layout.mode === 'unknown')
    wishes.push('collect the boot messages of a boot with `efi=debug`: they show which memory is mirrored')
  if (host?.kernel === undefined && incident !== undefined)
    wishes.push('say which kernel ran (`--kernel`): the log does not name it')
  if (host?.cpu?.model === undefined && incident !== undefined)
    wishes.push(
      'say which processor it was (`--cpu` with the CPUID signature): model-specific fields stay undecoded without it',
    )
  if (incident !== undefined && !isMild(incident) && dramOf(incident) === undefined)
    wishes.push('collect `dmidecode -t 17` and the EDAC or `ras-mc-ctl --layout` output: they tell which DIMM it is')
  else if (incident !== undefined && !isMild(incident) && !namesDimm(dramOf(incident)))
    wishes.push(
      'find out from the BMC event log or `dmidecode -t 17` which DIMM of the channel it is: no slot is logged',
    )
  return wishes
}

/** What to collect next, most telling first, each a sentence without full stop: the judges' wishes, then our own. */
export function surerWishes(incident: JudgedIncident | undefined, analysis: Analysis): readonly string[] {
  if (analysis.hosts.find(host => host.id === incident?.host)?.guest === true) return [HOST_LOG]
  if (actualVerdict(incident?.verdicts ?? [])?.verdict === 'out-of-scope')
    return ownWishes(incident, analysis)
      .filter(wish => !OF_MEMORY.test(wish))
      .map(sentence)
  const judges = (incident?.verdicts ?? []).flatMap(verdict =>
    [verdict, ...verdict.opinions].flatMap(opinion => (opinion.toBeSurer === undefined ? [] : [opinion.toBeSurer])),
  )
  const known = incident?.outcome === 'injected' || judges.some(wish => /BMC/.test(wish))
  const own = ownWishes(incident, analysis).filter(
    wish => !(wish.includes('efi=debug') && judges.some(judge => judge.includes('efi=debug'))),
  )
  const first = incident !== undefined && isUntold(incident) ? [KERNEL_LOG] : []
  return [...new Set([...first, ...judges, ...own, ...(known ? [] : [BMC])].map(sentence))]
}
