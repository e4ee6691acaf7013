import {drawPoisson} from '../../../src/risk/draws/draw-poisson.js'
import type {RandomStream} from '../../../src/risk/draws/random-stream.js'
import {DAY_MS, START_MS} from '../build-log.js'

// Logs as text, drawn from a truth that is known: heartbeats, gaps, storms of corrected errors, several reporters of one
// error, bursts within one incident, errors without an address, overflowed registers, panics with the next boot, pages
// taken out of use. Formats: Linux 6.1 mce, EDAC i10nm, memory-failure, systemd and cron by rsyslog.

/** What is true of one machine, and the text its log has. */
export interface SimulatedLog {
  readonly host: string
  /** True incidents a year. */
  readonly rate: number
  readonly text: string
  /** Incidents that the log shows; some may lie within an hour of each other. */
  readonly shown: number
}

interface Story {
  readonly host: string
  readonly rate: number
  readonly days: number
  /** Days at which incidents happen. */
  readonly incidents: readonly number[]
  readonly random: RandomStream
}

const stamp = (ms: number): string => new Date(Math.round(ms)).toISOString().replace('Z', '000+00:00')
const hex = (value: number, digits = 1): string => Math.floor(value).toString(16).padStart(digits, '0')
const HOUR = DAY_MS / 24

interface Line {
  readonly ms: number
  readonly text: string
}

const kernel = (ms: number, text: string): Line => ({ms, text: `kernel: ${text}`})

/** The corrected errors of a DIMM on one day: told by machine check and by EDAC. */
function storm(ms: number, random: RandomStream): Line[] {
  const count = 1 + Math.floor(random() * 6)
  return Array.from({length: count}, (_none, n) => {
    const at = ms + n * 40_000
    const page = hex(0x1c6e000 + random() * 4096)
    return [
      kernel(at, 'mce: [Hardware Error]: Machine check events logged'),
      kernel(
        at + 2,
        `EDAC MC1: 1 CE memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (channel:0 slot:0 page:0x${page} offset:0x540 grain:32 syndrome:0x0 -  err_code:0x0080:0x0090  ProcessorSocketId:0x0 MemoryControllerId:0x1 PhysicalRankId:0x0 Row:0x2e5a Column:0x${hex(random() * 1024)} Bank:0x1 BankGroup:0x2 ChannelAddress:0x7a4d1c80)`,
      ),
    ]
  }).flat()
}

/** One uncorrected error in registers: with or without address, with or without overflow. */
function machineCheck(ms: number, status: string, fields: string): Line[] {
  return [
    kernel(ms, `mce: [Hardware Error]: CPU 12: Machine Check Exception: f Bank 1: ${status}`),
    kernel(ms + 1, 'mce: [Hardware Error]: RIP 10:<ffffffffa1d3c4ee> {__d_lookup_rcu+0x4e/0x170}'),
    kernel(ms + 2, `mce: [Hardware Error]: TSC ${hex(8e15 + ms, 13)} ${fields}`),
    kernel(
      ms + 3,
      `mce: [Hardware Error]: PROCESSOR 0:606a6 TIME ${Math.floor(ms / 1000)} SOCKET 0 APIC 18 microcode d0003b9`,
    ),
  ]
}

function fatal(ms: number, random: RandomStream): Line[] {
  const address = 0x1c6e000000 + Math.floor(random() * 2 ** 24) * 64
  const bare = random() < 0.2
  const overflow = random() < 0.15
  const status = `${overflow ? 'f' : 'b'}${bare ? '9' : 'd'}80000000100134`
  const end = ms + (8 + random() * 10) * 60_000
  return [
    ...machineCheck(ms, status, bare ? '' : `ADDR ${hex(address)} MISC 86 `),
    kernel(ms + 5, 'mce: [Hardware Error]: Machine check: Data load in unrecoverable area of kernel'),
    kernel(ms + 6, 'Kernel panic - not syncing: Fatal local machine check'),
    kernel(
      end,
      'Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)',
    ),
  ]
}

/** A page of a process is lost; now and then the next page too, minutes later: the same incident. */
function survived(ms: number, random: RandomStream): Line[] {
  const page = 0x1c6e000 + Math.floor(random() * 65_536)
  const burst = random() < 0.3 ? 2 : 1
  return Array.from({length: burst}, (_none, n) => {
    const [at, frame] = [ms + n * 5 * 60_000, hex(page + n)]
    return [
      kernel(
        at,
        `EDAC MC1: 1 UE memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (channel:0 slot:0 page:0x${frame} offset:0x480 grain:32 -  recoverable err_code:0x0101:0x0090  ProcessorSocketId:0x0 MemoryControllerId:0x1)`,
      ),
      kernel(at + 1, `mce: Uncorrected hardware memory error in user-access at ${frame}480`),
      kernel(at + 2, `Memory failure: 0x${frame}: Sending SIGBUS to java:48121 due to hardware memory corruption`),
      kernel(at + 3, `Memory failure: 0x${frame}: recovery action for dirty LRU page: Recovered`),
    ]
  }).flat()
}

/** Days in which the logger was silent, for reasons of its own. */
function silence(days: number, random: RandomStream): readonly [number, number] {
  if (random() < 0.6) return [0, 0]
  const length = random() * days * 0.3
  const from = random() * (days - length)
  return [from, from + length]
}

function heartbeats(days: number, random: RandomStream): Line[] {
  return Array.from({length: Math.ceil(days * 8)}, (_none, n) => ({
    ms: START_MS + (n + random() * 0.5) * 3 * HOUR,
    text: `CRON[${1000 + n}]: (root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)`,
  })).filter(({ms}) => ms < START_MS + days * DAY_MS)
}

/** Writes the log of one machine; lines of a silent logger are lost, incidents among them. */
function writeLog({host, rate, days, incidents, random}: Story): SimulatedLog {
  const quiet = silence(days, random)
  const isLost = (day: number) => day >= quiet[0] && day < quiet[1]
  const shown = incidents.filter(day => !isLost(day))
  const lines = [
    ...heartbeats(days, random),
    ...(rate > 1
      ? Array.from({length: Math.ceil(days / 9)}, () => storm(START_MS + random() * days * DAY_MS, random)).flat()
      : []),
    ...shown.flatMap(day => (random() < 0.57 ? fatal : survived)(START_MS + day * DAY_MS, random)),
  ]
  const kept = lines.filter(({ms}) => !isLost((ms - START_MS) / DAY_MS)).sort((a, b) => a.ms - b.ms)
  return {host, rate, shown: shown.length, text: kept.map(({ms, text}) => `${stamp(ms)} ${host} ${text}\n`).join('')}
}

const scatter = (count: number, from: number, to: number, random: RandomStream): readonly number[] =>
  Array.from({length: count}, () => from + random() * (to - from))

/** The log of a machine that is watched for its own sake, whatever happens. */
export function watchedLog(host: string, rate: number, random: RandomStream): SimulatedLog {
  const days = 60 + random() * 300
  const count = drawPoisson(random, (rate * days) / 365.25)
  return writeLog({host, rate, days, random, incidents: scatter(count, 0, days, random)})
}

/** The log that somebody pulled some time after a first incident: it begins a while before that. */
export function pulledLog(host: string, rate: number, random: RandomStream): SimulatedLog {
  const first = 0.5 + random() * 20
  const days = first + 0.5 + random() * 150
  const count = drawPoisson(random, (rate * (days - first)) / 365.25)
  return writeLog({host, rate, days, random, incidents: [first, ...scatter(count, first + 0.1, days, random)]})
}
