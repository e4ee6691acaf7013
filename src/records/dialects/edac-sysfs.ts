import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {type ControllerFiles, modulesIn} from '../edac-details/sysfs-modules.js'
import {type Counter, tellCounters} from '../error-counter.js'

// grep -r . /sys/devices/system/edac/mc, in a case or a support bundle:
//   /sys/devices/system/edac/mc/mc0/ce_count:5
//   /sys/devices/system/edac/mc/mc0/seconds_since_reset:864000
//   /sys/devices/system/edac/mc/mc0/dimm0/dimm_ce_count:5
//   /sys/devices/system/edac/mc/mc0/dimm0/dimm_label:CPU_SrcID#0_MC#0_Chan#0_DIMM#0
// Counters with their age. The controller, its rows and its modules count the same errors: the narrowest are told, and
// what they leave of the controller's own.

const ID = 'edac-sysfs'

/** Files kept of one controller. */
const MOST_FILES = 2000

const PATH =
  '(?:^|[\\s/!])(mc\\d{1,4})/((?:ce|ue)_count|(?:ce|ue)_noinfo_count|seconds_since_reset|mc_name|size_mb|csrow\\d{1,4}/(?:(?:ce|ue)_count|ch\\d{1,2}_(?:(?:ce|ue)_count|dimm_label))|(?:dimm|rank)\\d{1,4}/(?:size|dimm_(?:(?:ce|ue)_count|label|location|mem_type|edac_mode)))'

/** Path and value on a line. */
const FILE = new RegExp(`${PATH}(?: ?[:=] ?|\\s+(?!<==))(\\S.*)$`)

/** A path on a line of its own, its value on the next: `echo $f; cat $f`, `head` and `tail` of several files. */
const HEAD = new RegExp(`^(?:==> )?\\S*?${PATH}(?: <==)?$`)

/** The path whose value the next physical line may hold. */
interface OpenPath {
  readonly name: string
  readonly path: string
  readonly line: LogLine
}

type Frame = ControllerFiles | OpenPath

const OPEN = 'path'

const isController = (frame: Frame | undefined): frame is ControllerFiles => frame !== undefined && 'files' in frame

const isPath = (frame: Frame | undefined): frame is OpenPath => frame !== undefined && 'path' in frame

const numberIn = (controller: ControllerFiles, path: string): number => {
  const value = controller.files.get(path)?.value ?? ''
  return /^\d{1,12}$/.test(value) ? Number(value) : 0
}

const KINDS = [
  ['ce_count', 'Corrected'],
  ['ue_count', 'Uncorrected'],
] as const

/** Levels that count errors, the narrowest first; a channel's file stands in its row's folder. */
const LEVELS = [
  (suffix: string) => new RegExp(`^(?:dimm|rank)\\d+/dimm_${suffix}$`),
  (suffix: string) => new RegExp(`^csrow\\d+/ch\\d{1,2}_${suffix}$`),
  (suffix: string) => new RegExp(`^csrow\\d+/${suffix}$`),
] as const

const labelOf = (controller: ControllerFiles, path: string): string | undefined => {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const channel = /\/(ch\d{1,2})_/.exec(path)?.[1]
  return controller.files.get(`${folder}${channel === undefined ? 'dimm_label' : `${channel}_dimm_label`}`)?.value
}

/** The counters of one kind at the narrowest level that counted anything. */
function narrowest(controller: ControllerFiles, suffix: string): readonly string[] {
  for (const level of LEVELS) {
    const pattern = level(suffix)
    const paths = [...controller.files.keys()].filter(path => pattern.test(path) && numberIn(controller, path) > 0)
    if (paths.length > 0) return paths
  }
  return []
}

function countersOf(controller: ControllerFiles): readonly Counter[] {
  const seconds = numberIn(controller, 'seconds_since_reset')
  const age = seconds === 0 ? {} : {seconds}
  return KINDS.flatMap(([suffix, word]) => {
    const paths = narrowest(controller, suffix)
    const told = paths.reduce((sum, path) => sum + numberIn(controller, path), 0)
    const rest = Math.max(0, numberIn(controller, suffix) - told)
    const own = controller.files.get(suffix)
    return [
      ...paths.flatMap((path): Counter[] => {
        const line = controller.files.get(path)?.line
        const label = labelOf(controller, path)
        const scope = `${controller.name} ${path.replace(/\/.*$/, '')}${label === undefined ? '' : ` ${label}`}`
        return line === undefined ? [] : [{lines: [line], scope, word, count: numberIn(controller, path), ...age}]
      }),
      ...(own === undefined ? [] : [{lines: [own.line], scope: controller.name, word, count: rest, ...age}]),
    ]
  })
}

/** Counters first: they are what is looked for; then what is plugged in. */
function tell(controller: ControllerFiles): DialectOutput {
  const {facts = [], notices = []} = tellCounters(countersOf(controller), ID)
  return {facts: [...facts, ...modulesIn(controller, ID)], notices}
}

function keep({name, path, line}: OpenPath, value: string, open: OpenFrames<Frame>): void {
  const before = open.read(name)
  const files = new Map(isController(before) ? before.files : [])
  if (files.size < MOST_FILES) files.set(path, {value: value.trim(), line})
  open.write(name, {name, files})
}

/** Copies of the EDAC folders of /sys, path and value on one line: counters, and the modules they are of. */
export default defineDialect<Frame>({
  id: ID,
  title: 'EDAC counters and modules of /sys, path and value',
  literals: ['e_count', 'noinfo_count', 'seconds_since_reset', '_label', 'dimm_', '/size', 'size_mb', 'mc_name'],
  samples: [
    '/sys/devices/system/edac/mc/mc0/ce_count:5',
    '/sys/devices/system/edac/mc/mc0/dimm3/dimm_location:channel 1 slot 1',
    '/sys/devices/system/edac/mc/mc1/csrow2/ch0_dimm_label:mc#1csrow#2channel#0',
  ],
  read(line, open) {
    const [, name = '', path = '', value = ''] = FILE.exec(line.text) ?? []
    if (name !== '') {
      keep({name, path, line}, value, open)
      return {}
    }
    const standing = open.read(OPEN)
    const [, headName, headPath] = HEAD.exec(line.text.trim()) ?? []
    if (headName !== undefined && headPath !== undefined) {
      open.write(OPEN, {name: headName, path: headPath, line})
      return {}
    }
    if (!isPath(standing)) return undefined
    open.drop(OPEN)
    const isNext = line.position.line === standing.line.position.line + 1
    if (!isNext || !/^[^\s/]/.test(line.text.trim())) return undefined
    keep(standing, line.text, open)
    return {}
  },
  close: frame => (isController(frame) ? tell(frame) : {}),
})
