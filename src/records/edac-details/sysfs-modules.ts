import type {LogLine} from '../../logs/log-line.js'
import {quoteLines} from '../evidence-line.js'
import type {PlatformFact} from '../platform-fact.js'
import {present} from '../present.js'

/** Files of one memory controller: value and line by path below its folder. */
export interface ControllerFiles {
  /** `mc0`. */
  readonly name: string
  readonly files: ReadonlyMap<string, {readonly value: string; readonly line: LogLine}>
}

const MODULE = /^((?:dimm|rank)\d{1,4})\//
const ROW_LABEL = /^(csrow\d{1,4})\/ch\d{1,2}_dimm_label$/

const sizeIn = (value: string | undefined): number | undefined => {
  const size = /^\d{1,9}$/.test(value ?? '') ? Number(value) : 0
  return size === 0 ? undefined : size
}

/** What stands in a module's folder, `channel 0 slot 1, Registered-DDR4, S4ECD4ED`. */
const wordsOf = (files: ControllerFiles['files'], folder: string): readonly string[] =>
  ['dimm_location', 'dimm_mem_type', 'dimm_edac_mode'].flatMap(name => {
    const value = files.get(`${folder}/${name}`)?.value ?? ''
    return value === '' || value === 'Unknown' ? [] : [value]
  })

function moduleFact({name, files}: ControllerFiles, folder: string, dialect: string): readonly PlatformFact[] {
  const named = files.get(`${folder}/dimm_label`)
  const size = files.get(`${folder}/size`)
  const first = named ?? size
  if (first === undefined) return []
  const sizeMiB = sizeIn(size?.value)
  const words = wordsOf(files, folder)
  // A driver lists places without a module as modules of no size.
  if (size !== undefined && sizeMiB === undefined) return []
  return [
    {
      kind: 'fact',
      fact: 'dimm',
      dialect,
      envelope: first.line.envelope,
      evidence: [named, size].flatMap(file => (file === undefined ? [] : quoteLines(file.line))),
      label: named?.value || `${name} ${folder}`,
      ...present({sizeMiB}),
      text: [`${name} ${folder}`, ...words].join(', ').slice(0, 300),
    },
  ]
}

/** The modules a controller's folder tells of: by `dimm` and `rank` folders, in older kernels by the rows' labels. */
export function modulesIn(controller: ControllerFiles, dialect: string): readonly PlatformFact[] {
  const {name, files} = controller
  const paths = [...files.keys()]
  const folders = new Set(paths.flatMap(path => MODULE.exec(path)?.[1] ?? []))
  if (folders.size > 0) return [...folders].flatMap(folder => moduleFact(controller, folder, dialect))
  return paths.flatMap((path): readonly PlatformFact[] => {
    const row = ROW_LABEL.exec(path)?.[1]
    const file = files.get(path)
    if (row === undefined || file === undefined || file.value === '') return []
    const {line, value} = file
    const origin = {dialect, envelope: line.envelope, evidence: quoteLines(line)}
    return [{kind: 'fact', fact: 'dimm', ...origin, label: value, text: `${name} ${row}`}]
  })
}
