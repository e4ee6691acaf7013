import type {ArmExplanation} from '../errors/explain-arm.js'
import {listed, sheet} from './explanation-page.js'
import {hex, printable} from './format.js'
import {asWritten, type Say} from './language/speaker.js'

/** An Arm syndrome or error record explained as a page of text, in the order of `explanationPage`. */
export function armExplanationPage(explanation: ArmExplanation, say: Say = asWritten): string {
  const {severity, severityBecause, address, promises, kernel, next, registers} = explanation
  return [
    say(`${severity}: ${severityBecause}`),
    ...(address === undefined ? [] : [`  ${say('Address')} ${hex(address)}`]),
    ...listed('What the hardware promises', promises.map(say), say),
    ...listed('What kernels make of it', kernel.map(say), say),
    ...listed('What to do', next.map(say), say),
    ...registers.flatMap(one => sheet(one, {}, say)),
  ]
    .map(line => printable(line))
    .join('\n')
}
