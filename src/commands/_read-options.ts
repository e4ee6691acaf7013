import type {AnalyzeOptions, WhatIf} from '../analyze-options.js'
import {parseCpu} from '../errors/parse-cpu.js'
import type {MirrorLayout} from '../mirror/layout.js'
import {type ConfidenceOverrides, readConfidence} from '../mirror/read-confidence.js'
import {readLayout} from '../mirror/read-layout.js'
import {hypotheticalLayout} from '../mirror/what-if.js'
import type {PriorSet} from '../risk/priors.js'
import {readPriors} from '../risk/read-priors.js'
import {LADDER_LAYOUTS} from '../tolerance/ladder.js'
import type {BaseCommand} from './_base-command.js'
import {unpackLimits} from './_unpack-limits.js'

/** What oclif parsed of the analysis flags. */
export interface AnalysisFlags {
  readonly 'unpack-limit'?: readonly string[] | undefined
  readonly kernel?: string | undefined
  readonly cpu?: string | undefined
  readonly layout?: string | undefined
  readonly confidence?: string | undefined
  readonly 'what-if'?: readonly string[] | undefined
  readonly priors?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly host?: string | undefined
}

/** The parts of a command that turning flags into options needs. */
type Asker = Pick<BaseCommand, 'askJson' | 'askVersion' | 'askPluginRoots' | 'refuse'>

/** A machine of which nothing is known: enough to tell whether a name names a layout. */
const NO_LAYOUT: MirrorLayout = {
  schemaVersion: 1,
  name: 'unknown',
  role: 'actual',
  mode: 'unknown',
  platform: {arch: 'unknown'},
  capacity: {},
  regions: [],
  osPolicy: {kind: 'unknown'},
}

/** Draws and seed of a run: fixed, so that equal input gives equal bytes. */
const DRAWS = 10_000
const SEED = 1

const moment = (asker: Asker, flag: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const ms = Date.parse(/\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text)
  return Number.isNaN(ms) ? asker.refuse(`--${flag} ${text}: not a time; write 2026-11-23T04:12:09Z`) : ms
}

/** A layout file that the user named; wrong use when it is none. */
export async function layoutFile(asker: Asker, path: string): Promise<MirrorLayout> {
  const {layout, problems} = readLayout(await asker.askJson(path, 'layout file'))
  if (layout !== undefined) return layout
  const said = problems.map(problem => `  ${problem.rule}: ${problem.message}`).join('\n')
  return asker.refuse(
    `${path} is no valid layout:\n${said}\nRun \`mirrorcheck layout check ${path}\` after each change.`,
  )
}

/** A priors file that the user named; wrong use when it is none. */
async function priorsFile(asker: Asker, path: string): Promise<PriorSet> {
  const reading = readPriors(await asker.askJson(path, 'priors file'))
  if ('priors' in reading) return reading.priors
  return asker.refuse(`${path} is no valid priors file:\n${reading.problems.map(problem => `  ${problem}`).join('\n')}`)
}

/** A confidence file that the user named; wrong use when it is none. */
async function confidenceFile(asker: Asker, path: string): Promise<ConfidenceOverrides> {
  const {overrides, problems} = readConfidence(await asker.askJson(path, 'confidence file'))
  if (overrides !== undefined) return {...overrides, file: path}
  return asker.refuse(`${path} is no valid confidence file:\n${problems.map(problem => `  ${problem}`).join('\n')}`)
}

async function whatIf(asker: Asker, name: string): Promise<WhatIf> {
  if (hypotheticalLayout(name, NO_LAYOUT) !== undefined) return {name}
  if (/^(none|full|partial|reliable)\b/.test(name) && !name.includes('.json'))
    return asker.refuse(`--what-if ${name}: write none, full, partial:P or reliable:P with P from 0 to 50`)
  if (!/[./\\]/.test(name))
    return asker.refuse(`--what-if ${name}: write none, full, partial:P or reliable:P, or the path of a layout file`)
  return {name, layout: await layoutFile(asker, name)}
}

/** Complete options for `analyze`; wrong flags end the run with exit code 2. */
export async function readOptions(
  asker: Asker,
  paths: readonly string[],
  flags: AnalysisFlags,
): Promise<AnalyzeOptions> {
  if (paths.length === 0) asker.refuse('name at least one log file or folder, or - for standard input')
  const cpu =
    flags.cpu === undefined
      ? undefined
      : (parseCpu(flags.cpu) ?? asker.refuse(`--cpu ${flags.cpu}: write a CPUID signature such as 0x50654`))
  if (flags.kernel !== undefined && !/^\d+\.\d+/.test(flags.kernel))
    asker.refuse(`--kernel ${flags.kernel}: write a Linux version such as 6.1 or 4.18.0-553.el8`)
  const sinceMs = moment(asker, 'since', flags.since)
  const untilMs = moment(asker, 'until', flags.until)
  const whatIfs: WhatIf[] = []
  for (const name of flags['what-if'] ?? LADDER_LAYOUTS) whatIfs.push(await whatIf(asker, name))
  const priors = flags.priors === undefined ? undefined : await priorsFile(asker, flags.priors)
  const layout = flags.layout === undefined ? undefined : await layoutFile(asker, flags.layout)
  const confidence = flags.confidence === undefined ? undefined : await confidenceFile(asker, flags.confidence)
  return {
    paths,
    ...(flags['unpack-limit'] === undefined ? {} : {limits: unpackLimits(asker, flags['unpack-limit'])}),
    stdin: process.stdin,
    nowMs: Date.now(),
    version: asker.askVersion(),
    pluginRoots: asker.askPluginRoots(),
    whatIfs,
    seed: SEED,
    draws: DRAWS,
    ...(layout === undefined ? {} : {layout}),
    ...(confidence === undefined ? {} : {confidence}),
    ...(priors === undefined ? {} : {priors}),
    ...(flags.kernel === undefined ? {} : {kernel: flags.kernel}),
    ...(cpu === undefined ? {} : {cpu}),
    ...(sinceMs === undefined ? {} : {sinceMs}),
    ...(untilMs === undefined ? {} : {untilMs}),
    ...(flags.host === undefined ? {} : {host: flags.host}),
  }
}
