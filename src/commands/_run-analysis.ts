import {readFile} from 'node:fs/promises'
import {type AnalyzeResult, analyze} from '../analyze.js'
import type {AnalyzeOptions} from '../analyze-options.js'
import {loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {rendererFor, renderReport, writeWhole} from '../io/write-reports.js'
import type {Analysis} from '../report/analysis.js'
import type {Renderer, ReportOptions} from '../report/document.js'
import {crossesThreshold, type FailOn} from '../report/threshold.js'
import type {BaseCommand} from './_base-command.js'
import {languageOf} from './_language-flag.js'
import {type RedactFlags, redactByFlags} from './_redact.js'

/** What the user chose of the output. */
export interface OutputFlags extends RedactFlags {
  readonly output?: readonly string[] | undefined
  readonly json: boolean
  readonly quiet: boolean
  readonly 'fail-on': string
  /** `en` or `zh-CN`; English when absent. */
  readonly lang?: string
}

type Asker = Pick<BaseCommand, 'refuse' | 'log' | 'logToStderr' | 'shipped' | 'tellNotice'>

/** Endings of `-o`, as help and refusals name them. */
const ENDINGS = '.html, .pdf, .md, .txt, .json, .csv, .sarif, .prom or .om'

const FAIL_ON: readonly FailOn[] = ['none', 'corrected', 'uncorrected', 'fatal', 'unabsorbed']

/** How the terminal is: width and colour, as values; and the language that was asked for. */
export const terminalOptions = (lang?: string): ReportOptions => ({
  lang: languageOf(lang),
  colour: Boolean(process.stdout.isTTY) && (process.env.NO_COLOR ?? '') === '',
  columns: 80,
})

type Parts = Awaited<ReturnType<typeof loadContributions>>

/** A report that was asked for, and what writes it. */
interface ChosenRenderer {
  readonly path: string
  readonly renderer: Renderer
}

/** The renderer of each `-o`, by its ending; an ending that no format has is wrong use. */
export async function chooseRenderers(
  asker: Asker,
  parts: Parts,
  paths: readonly string[] = [],
): Promise<readonly ChosenRenderer[]> {
  const chosen: ChosenRenderer[] = []
  for (const path of paths) {
    const renderer = await rendererFor(path, parts)
    if (renderer === undefined) return asker.refuse(`-o ${path}: no format has this ending; use ${ENDINGS}`)
    chosen.push({path, renderer})
  }
  return chosen
}

/** Forms that write an analysis itself, not the blocks of a document, and know documents of their own too. */
const OWN_FORMS = ['json', 'csv']

/** The renderers for a document that is about no single analysis; a form that cannot tell of it is wrong use. */
export async function chooseOwnRenderers(
  asker: Asker,
  parts: Parts,
  paths: readonly string[] | undefined,
  what: string,
): Promise<readonly ChosenRenderer[]> {
  const chosen = await chooseRenderers(asker, parts, paths)
  const single = chosen.find(({renderer: {id, bare}}) => bare === true && !OWN_FORMS.includes(id))
  if (single === undefined) return chosen
  return asker.refuse(`-o ${single.path}: ${what} has no such form; use .html, .pdf, .md, .txt, .json or .csv`)
}

/** How one face is made, of whatever it is a face of. */
type Render = (renderer: Renderer, options: ReportOptions) => Promise<string | Uint8Array>

/** The faces of an analysis. */
export const facesOf =
  (analysis: Analysis, parts: Parts): Render =>
  (renderer, options) =>
    renderReport(analysis, renderer, parts, options)

/** Writes the reports that were asked for and the face for stdout. */
export async function writeFaces(
  asker: Asker,
  render: Render,
  parts: Parts,
  flags: Omit<OutputFlags, 'fail-on' | 'output'>,
  chosen: readonly ChosenRenderer[],
): Promise<void> {
  for (const {path, renderer} of chosen) {
    const fonts = (name: string) => readFile(asker.shipped('assets', 'fonts', name))
    const text = await render(renderer, {...terminalOptions(flags.lang), colour: false, fonts})
    await writeWhole(path, text).catch((error: Error) => asker.refuse(`cannot write ${path}: ${error.message}`))
    if (!flags.quiet) asker.logToStderr(`wrote ${path}`)
  }
  const face = parts.renderers.find(entry => entry.id === (flags.json ? 'json' : 'text'))
  if (face === undefined) return
  const text = await render(await face.load(), terminalOptions(flags.lang))
  asker.log(String(text).replace(/\n$/, ''))
}

/** The threshold that `--fail-on` names. */
export const thresholdOf = (flags: Pick<OutputFlags, 'fail-on'>): FailOn =>
  FAIL_ON.find(word => word === flags['fail-on']) ?? 'none'

function exitCode(result: AnalyzeResult, failOn: FailOn): number {
  if (result.inputsRead === 0) return EXIT.nothingRead
  if (crossesThreshold(result.analysis, failOn)) return EXIT.threshold
  return result.lost ? EXIT.partlyRead : EXIT.done
}

/** Analyses, writes every face, says what could not be read; returns the exit code of the contract. */
export async function runAnalysis(asker: Asker, options: AnalyzeOptions, flags: OutputFlags): Promise<number> {
  const parts = await loadContributions(options.pluginRoots)
  const chosen = await chooseRenderers(asker, parts, flags.output)
  const result = await analyze(options, parts)
  const analysis = await redactByFlags(asker, result.analysis, flags)
  await writeFaces(asker, facesOf(analysis, parts), parts, flags, chosen)
  if (result.inputsRead === 0 || result.lost)
    for (const notice of analysis.notices.filter(n => n.positions.length === 0)) asker.tellNotice(notice)
  return exitCode(result, thresholdOf(flags))
}
