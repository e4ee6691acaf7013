import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {PlatformFactBody} from '../platform-fact.js'

// efibootmgr (its show_mirror()), where the firmware has the variable MirrorCurrent:
//   MirroredPercentageAbove4G: 12.50
//   MirrorMemoryBelow4GB: true
// and where it refused, what it was asked for:
//   MirrorStatus: DIMM configuration does not allow mirror
//   DesiredMirroredPercentageAbove4G: 12.50
//   DesiredMirrorMemoryBelow4GB: false
// and what is asked for at the next boot, where that differs:
//   RequestMirroredPercentageAbove4G: 25.00
//   RequestMirrorMemoryBelow4GB: true

const ID = 'efibootmgr'

type Variable = Extract<PlatformFactBody, {readonly fact: 'mirror-variable'}>

const SCOPES = {'': 'in-force', Desired: 'refused', Request: 'requested'} as const

const isScope = (word: string | undefined): word is keyof typeof SCOPES => word !== undefined && word in SCOPES

/** `MirrorStatus` by its words (efibootmgr.c, show_mirror). */
const STATUSES: readonly (readonly [RegExp, number])[] = [
  [/^Platform does not support/, 1],
  [/^Invalid version/, 2],
  [/^MirroredMemoryAbove4GB >/, 3],
  [/^DIMM configuration/, 4],
  [/^OEM specific/, 5],
]

const PERCENT = /^(Desired|Request|)MirroredPercentageAbove4G: (\d{1,3})\.(\d{2})$/
const BELOW = /^(Desired|Request|)MirrorMemoryBelow4GB: (true|false)$/
const STATUS = /^MirrorStatus: (\S.*)$/

function bodyOf(text: string): Variable | undefined {
  const one = {kind: 'fact', fact: 'mirror-variable', text} as const
  const [, ofShare, whole, hundredths] = PERCENT.exec(text) ?? []
  if (isScope(ofShare))
    return {...one, scope: SCOPES[ofShare], above4GBasisPoints: Number(whole) * 100 + Number(hundredths)}
  const [, ofBelow, answer] = BELOW.exec(text) ?? []
  if (isScope(ofBelow)) return {...one, scope: SCOPES[ofBelow], below4G: answer === 'true'}
  const [, words] = STATUS.exec(text) ?? []
  if (words === undefined) return undefined
  const known =
    STATUSES.find(([pattern]) => pattern.test(words))?.[1] ?? (/^\d+$/.test(words) ? Number(words) : undefined)
  return {...one, scope: 'refused', ...(known === undefined ? {} : {status: known})}
}

const read = (line: LogLine): DialectOutput | undefined => {
  const body = bodyOf(line.text.trim())
  return body && {facts: [{dialect: ID, envelope: line.envelope, evidence: quoteLines(line), ...body}]}
}

/** What efibootmgr prints of address-range mirroring: in force, refused, asked for. */
export default defineDialect({
  id: ID,
  title: 'efibootmgr: the firmware’s mirror variables',
  literals: ['MirroredPercentageAbove4G: ', 'MirrorMemoryBelow4GB: ', 'MirrorStatus: '],
  samples: [
    'MirroredPercentageAbove4G: 12.50',
    'MirrorMemoryBelow4GB: true',
    'MirrorStatus: DIMM configuration does not allow mirror',
    'DesiredMirroredPercentageAbove4G: 12.50',
    'RequestMirrorMemoryBelow4GB: true',
  ],
  read,
})
