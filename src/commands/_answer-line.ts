import type {CpuModel} from '../errors/define-cpu.js'
import {explainArm, readArmSet} from '../errors/explain-arm.js'
import {explainRegisters, readRegisterInput} from '../errors/explain-registers.js'
import {errorToJsonText} from '../report/json.js'
import {plainJson} from '../report/plain-json.js'
import type {InputLine} from './_split-lines.js'

/** One answer line for one input line. */
export interface Answer {
  readonly text: string
  /** False when the answer says what is wrong with the line. */
  readonly good: boolean
}

const wrong = (line: number, problems: readonly string[]): Answer => ({
  text: JSON.stringify({error: problems.join('; '), problems, line}),
  good: false,
})

/** Answers one line of `explain --ndjson`: a MemoryError, an ArmExplanation, or an object whose `error` says what is wrong. Never throws. */
export function answerLine({text, cut}: InputLine, number: number, cpus: readonly CpuModel[]): Answer {
  if (cut) return wrong(number, ['the line is too long for a register set'])
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return wrong(number, ['not JSON'])
  }
  const arm = readArmSet(json)
  if (arm !== undefined) return {text: JSON.stringify(plainJson(explainArm(arm))), good: true}
  const {input, problems} = readRegisterInput(json)
  if (input === undefined) return wrong(number, problems)
  return {text: errorToJsonText(explainRegisters(input, cpus)), good: true}
}
