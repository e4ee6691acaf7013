import mciStatus from '../registers/ia32-mci-status.js'
import {MCG_BITS, STATUS_BITS} from './conditions.js'
import type {BitCondition, GradeCondition, GradeContext, GradeFeatures} from './grade-table.js'

/** One thing a row asks for: as words, and as a test of one question with the words for what was found instead. */
export interface RowTest {
  readonly wants: string
  readonly finds: (found: RowSubject) => string | undefined
}

/** What rows are asked about: registers, CPU, and where the kernel believes it was. */
export interface RowSubject {
  readonly status: bigint
  readonly mcgstatus: bigint
  readonly bank: number
  readonly signature?: {readonly model: number; readonly stepping: number; readonly vendor: string} | undefined
  readonly features: GradeFeatures
  readonly context: GradeContext
  readonly exception: boolean
}

const CONTEXTS: Readonly<Record<GradeContext, string>> = {
  user: 'user code interrupted',
  kernel: 'kernel code interrupted',
  'kernel-recoverable': 'recoverable kernel code interrupted',
}

const FEATURES: Readonly<Record<keyof GradeFeatures, string>> = {
  ser: 'software error recovery (MCG_SER_P)',
  succor: 'SUCCOR',
  overflowRecovery: 'overflow recovery',
  smca: 'scalable MCA',
}

function bitTests(
  names: Readonly<Record<string, bigint>>,
  condition: BitCondition | undefined,
  read: (subject: RowSubject) => bigint,
): readonly RowTest[] {
  if (condition === undefined) return []
  return Object.entries(names)
    .filter(([, bit]) => (condition.mask & bit) !== 0n)
    .map(([name, bit]) => {
      const wanted = (condition.value & bit) === 0n ? 0 : 1
      return {
        wants: `${name}=${wanted}`,
        finds: subject => {
          const found = (read(subject) & bit) === 0n ? 0 : 1
          return found === wanted ? undefined : `${name}=${found}`
        },
      }
    })
}

/** Bits of MCACOD and MSCOD. */
const CODE_BITS = mciStatus.write({MSCOD: 0xffffn, MCACOD: 0xffffn})
const MCACOD_BITS = mciStatus.write({MCACOD: 0xffffn})
const FILTER_BIT = 0x1000n
const four = (value: bigint): string => `0x${value.toString(16).padStart(4, '0')}`

function codeWords({mask, value}: Pick<BitCondition, 'mask' | 'value'>): string {
  const last = value | (~mask & MCACOD_BITS & ~FILTER_BIT)
  const range = last === value ? four(value & MCACOD_BITS) : `${four(value & MCACOD_BITS)}–${four(last & MCACOD_BITS)}`
  const filter = (mask & FILTER_BIT) === 0n ? '' : ', bit 12 clear'
  const model = mask > MCACOD_BITS ? `MSCOD ${four(value >> 16n)}, ` : ''
  return `${model}MCACOD ${range}${filter}`
}

function codeTests(condition: BitCondition | undefined): readonly RowTest[] {
  const mask = (condition?.mask ?? 0n) & CODE_BITS
  if (condition === undefined || mask === 0n) return []
  const value = condition.value & CODE_BITS
  return [
    {
      wants: codeWords({mask, value}),
      finds: ({status}) => {
        if ((status & mask) === value) return undefined
        const model = mask > MCACOD_BITS ? `MSCOD ${four((status & CODE_BITS) >> 16n)}, ` : ''
        return `${model}MCACOD ${four(status & MCACOD_BITS)}`
      },
    },
  ]
}

function placeTests({context, exception}: GradeCondition): readonly RowTest[] {
  const inContext: RowTest[] =
    context === undefined
      ? []
      : [{wants: CONTEXTS[context], finds: found => (found.context === context ? undefined : CONTEXTS[found.context])}]
  const inHandler: RowTest[] =
    exception === undefined
      ? []
      : [{wants: 'in the exception handler', finds: found => (found.exception ? undefined : 'polled')}]
  return [...inHandler, ...inContext]
}

function featureTests({features = {}}: GradeCondition): readonly RowTest[] {
  const names = ['ser', 'overflowRecovery', 'smca', 'succor'] as const
  return names.flatMap(name => {
    const wanted = features[name]
    if (wanted === undefined) return []
    const say = (has: boolean) => `${has ? '' : 'no '}${FEATURES[name]}`
    const finds = (found: RowSubject) => (found.features[name] === wanted ? undefined : say(found.features[name]))
    return [{wants: say(wanted), finds}]
  })
}

function cpuTests({cpu, banks}: GradeCondition): readonly RowTest[] {
  const onCpu: RowTest[] =
    cpu === undefined
      ? []
      : [
          {
            wants: `model 0x${cpu.model.toString(16)}${cpu.vendor === undefined ? '' : ' of Intel'}, stepping ${cpu.minStepping} or later`,
            finds: ({signature}) => {
              if (signature === undefined) return 'CPU not known'
              const ofVendor = cpu.vendor === undefined || signature.vendor === cpu.vendor
              const same = ofVendor && signature.model === cpu.model && signature.stepping >= cpu.minStepping
              return same ? undefined : `model 0x${signature.model.toString(16)}, stepping ${signature.stepping}`
            },
          },
        ]
  const inBanks: RowTest[] =
    banks === undefined
      ? []
      : [
          {
            wants: `bank ${banks[0]}–${banks[1]}`,
            finds: ({bank}) =>
              bank >= banks[0] && bank <= banks[1] ? undefined : bank < 0 ? 'bank not known' : `bank ${bank}`,
          },
        ]
  return [...onCpu, ...inBanks]
}

/** Everything a row asks for, one thing each, in the order a reader would check it. */
export const testsOf = (when: GradeCondition): readonly RowTest[] => [
  ...placeTests(when),
  ...featureTests(when),
  ...bitTests(STATUS_BITS, when.status, ({status}) => status),
  ...codeTests(when.status),
  ...bitTests(MCG_BITS, when.mcg, ({mcgstatus}) => mcgstatus),
  ...cpuTests(when),
]

/** A row's condition as words: `software error recovery (MCG_SER_P), UC=1, AR=0, MCACOD 0x017a`; `anything` for the last. */
export function conditionText(when: GradeCondition): string {
  const wants = testsOf(when).map(test => test.wants)
  return wants.length === 0 ? 'anything' : wants.join(', ')
}

/** The first thing a row asks for that was found otherwise, `UC=0`; undefined when the row matches. */
export function mismatch(when: GradeCondition, subject: RowSubject): string | undefined {
  for (const {finds} of testsOf(when)) {
    const found = finds(subject)
    if (found !== undefined) return found
  }
  return undefined
}
