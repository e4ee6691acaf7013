import type {CpuModel} from '../../src/errors/define-cpu.js'
import {explainRegisters, readRegisterInput} from '../../src/errors/explain-registers.js'
import type {MemoryError} from '../../src/errors/memory-error.js'
import {errorToJson} from '../../src/report/json.js'
import type {Theme, Vector, Wanted} from './vector.js'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Paths at which `found` is not what is wanted; `null` wants absence. */
function differences(found: unknown, wanted: unknown, path: string): readonly string[] {
  if (isObject(wanted) && isObject(found))
    return Object.entries(wanted).flatMap(([key, value]) => differences(found[key], value, `${path}.${key}`))
  const wantsNothing = wanted === null || (isObject(wanted) && Object.values(wanted).every(value => value === null))
  const same = wantsNothing ? found === undefined : JSON.stringify(found) === JSON.stringify(wanted)
  return same ? [] : [`${path.slice(1)} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`]
}

const SHOWS_NOTHING: readonly string[] = ['none', 'not-reported', 'undecoded']

function inWords({modelSpecific, mirrorEvidence, remarks = []}: MemoryError, wanted: Wanted): readonly string[] {
  const said = [...(modelSpecific?.messages ?? []), modelSpecific?.meaning ?? ''].join('; ')
  const {says = [], silent, remark, noMirror} = wanted
  return [
    ...says.filter(word => !new RegExp(word, 'i').test(said)).map(word => `says "${said}", nothing of ${word}`),
    ...(silent && said !== '' ? [`says "${said}", the source nothing`] : []),
    ...(remark !== undefined && !remarks.some(text => new RegExp(remark, 'i').test(text))
      ? [`no remark: ${remark}`]
      : []),
    ...(noMirror && !SHOWS_NOTHING.includes(mirrorEvidence) ? [`mirror evidence ${mirrorEvidence}`] : []),
  ]
}

function inGrades({kernelGrade = []}: MemoryError, grades: string, {kernels = [], reasons = []}: Theme) {
  return grades.split(' ').flatMap((wanted, index) => {
    const [, grade, number] = /^([A-Z]+)(\d*)$/.exec(wanted) ?? []
    const reason = number === '' ? undefined : reasons[Number(number)]
    const found = kernelGrade.find(one => one.kernel === kernels[index])
    const same = found?.grade === grade && (reason === undefined || found?.reason === reason)
    return same ? [] : [`${kernels[index]} grades ${found?.grade} "${found?.reason}", not ${grade} "${reason ?? ''}"`]
  })
}

/** What differs between the decoder and a vector's source; empty when they agree. */
export function disagreements(vector: Vector, theme: Theme, cpus: readonly CpuModel[]): readonly string[] {
  const {input, problems} = readRegisterInput(vector.in)
  if (input === undefined) return problems
  const error = explainRegisters(input, cpus)
  const {is, grades} = vector.want
  return [
    ...(is === undefined ? [] : differences(JSON.parse(JSON.stringify(errorToJson(error))), is, '')),
    ...inWords(error, vector.want),
    ...(grades === undefined ? [] : inGrades(error, grades, theme)),
  ]
}
