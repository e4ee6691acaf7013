import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {type ArmSet, explainArm, openArmReader} from '../../src/errors/explain-arm.js'
import {armExplanationPage} from '../../src/report/arm-explanation-page.js'
import {openVoice} from '../../src/report/language/voice.js'

const read = (...lines: readonly string[]): readonly ArmSet[] => {
  const reader = openArmReader()
  for (const line of lines) reader.read(line)
  return reader.sets()
}
const explain = (line: string) => read(line).map(explainArm)
const fieldsOf = (line: string) =>
  Object.fromEntries(
    explain(line).flatMap(({registers}) =>
      registers.flatMap(({fields}) => fields.map(one => [one.field, one.says ?? one.value])),
    ),
  )

// Formats: Linux arch/arm64/kernel/traps.c, mm/fault.c and drivers/ras/aest; TF-A; NVIDIA's arm64_ras.c.
describe('a syndrome in a line', () => {
  test.each([
    ['[   51.2] SError Interrupt on CPU3, code 0x00000000be000411 -- SError', 'fatal', 'UEU'],
    ['SError Interrupt on CPU3, code 0xbe000011 -- SError', 'fatal', 'UC'],
    ['SError Interrupt on CPU0, code 0x00000000be000c11 -- SError', 'srar', 'UER'],
    ['SError Interrupt on CPU0, code 0x00000000bf000002 -- SError', 'fatal', undefined],
    ['Bad mode in Error handler detected on CPU2, code 0xbf000000 -- SError', 'fatal', undefined],
    ['Bad mode in Error handler detected, code 0xbf000002 -- SError', 'fatal', undefined],
    ['Internal error: synchronous external abort: 96000410 [#1] SMP', 'srar', 'UER'],
    ['Internal error: synchronous external abort: 0000000096001810 [#1] SMP', 'srar', 'UEO'],
    ['Unhandled fault: synchronous external abort (0x92001010) at 0x0000ffff8a3b1000', 'fatal', 'UC'],
    ['Internal error: synchronous parity or ECC error: 96000018 [#1] PREEMPT SMP', 'srar', undefined],
    ['Internal error: level 3 (translation table walk): 96000017 [#1] SMP', 'srar', undefined],
    ['  ESR = 0x0000000082001010', 'fatal', 'UC'],
    ['esr_el3        = 0x00000000be001811', 'corrected', 'CE'],
    ['ESR: 0xbe000811 -- SError', 'ucna', 'UEO'],
    ['  ESR = 0x0000000096000004', 'informational', undefined],
    ['  ESR = 0x0000000002000000', 'informational', undefined],
  ])('%s', (line, severity, state) => {
    const [answer, ...more] = explain(line)
    expect(more).toEqual([])
    expect([answer?.severity, answer?.class]).toEqual([severity, state])
  })

  test('is laid out by its exception class', () => {
    expect(fieldsOf('ESR = 0xbe000411')).toMatchObject({EC: 'SError interrupt', AET: 'UEU: unrecoverable'})
    expect(fieldsOf('ESR = 0x96001850')).toMatchObject({
      EC: 'data abort, the kernel',
      SET: 'UEO: restartable',
      WNR: 1n,
      DFSC: 'synchronous external abort, not on a table walk',
    })
    expect(fieldsOf('ESR = 0x82000006')).toMatchObject({IFSC: 'translation fault, level 2'})
  })

  test('tells what kernels do and what is left open', () => {
    const kernelOf = (line: string) => explain(line)[0]?.kernel.join(' ')
    expect(kernelOf('ESR = 0xbe000411')).toMatch(/do_serror panics/)
    expect(kernelOf('ESR = 0xbe000811')).toMatch(/goes on .* after UEO/)
    expect(kernelOf('ESR = 0x92000010')).toMatch(/apei_claim_sea.*task gets SIGBUS/)
    expect(kernelOf('ESR = 0x96000010')).toMatch(/oops/)
    expect(explain('ESR = 0x92000010')[0]?.next.join()).toMatch(/names no part/)
  })

  test('is told once, however often it was printed, and not found in other text', () => {
    expect(read('Internal error: synchronous external abort: 96000410 [#1] SMP', '  ESR = 0x96000410')).toHaveLength(1)
    expect(
      read('ESR value before enabling vector: 0x00000004', 'Internal error: Oops: 17 [#1]', 'PROCESR=0xbe000411'),
    ).toEqual([])
  })
})

describe('an error record', () => {
  const BLOCK = [
    'AEST: {1}[Hardware Error]: Hardware error from AEST memory.90d0000',
    'AEST: {1}[Hardware Error]:   ERR0FR: 0x40000080044081',
    'AEST: {2}[Hardware Error]:   ERR0STATUS: 0x40000000',
    'AEST: {1}[Hardware Error]:   ERR0STATUS: 0xc4800390',
    'AEST: {1}[Hardware Error]:   ERR0ADDR: 0x8400000043344521',
    'AEST: {1}[Hardware Error]:   ERR0MISC0: 0x7fff00000000',
  ]

  test('of the AEST driver, blocks kept apart', () => {
    const [first, second] = read(...BLOCK).map(explainArm)
    expect(first).toMatchObject({severity: 'deferred', class: 'DE', address: 0x43344521n})
    expect(first?.registers.map(({name}) => name)).toEqual(['ERR0STATUS', 'ERR0ADDR', 'ERR0FR', 'ERR0MISC0'])
    expect(second).toMatchObject({severity: 'unknown', severityBecause: 'class none'})
    expect(second?.promises.join()).not.toMatch(/V=0/)
  })

  test.each([
    ['ERR0STATUS=0x60000000', 'fatal', 'UC'],
    ['ERR3STATUS: 60100000', 'fatal', 'UEU'],
    ['1st : ERXSTATUS_EL1: 0000000070300002', 'uncorrected', 'UER'],
    ['CLUSTERRAS_ERR1STATUS = 0x6020000c', 'uncorrected', 'UEO'],
    ['ERR<n>STATUS = 0x42000006', 'corrected', 'CE'],
    ['ERRSTATUS = 0x0', 'informational', undefined],
  ])('%s', (line, severity, name) => {
    const [answer] = explain(line)
    expect([answer?.severity, answer?.class]).toEqual([severity, name])
  })

  test('of Tegra’s driver', () => {
    const [answer] = read(
      'RAS Error in L2, ERRSELR_EL1=5:',
      '\tStatus = 0xe4000612',
      '\tMISC0 = 0x0',
      '\tADDR = 0x40000008badd0000',
    ).map(explainArm)
    expect(answer).toMatchObject({severity: 'fatal', class: 'UC', address: 0x8badd0000n})
    expect(answer?.registers[0]?.name).toBe('ERR5STATUS')
  })

  test('of Tegra’s firmware, which numbers records in hexadecimal', () => {
    const [answer] = read('RAS Error in SCF, ERRSELR_EL1=0x1a:', '\tStatus = 0xe4000612').map(explainArm)
    expect(answer?.registers[0]?.name).toBe('ERR26STATUS')
  })

  test('without a valid bit names no class, no address, and says which registers mean nothing', () => {
    const [answer] = explain('ERR0STATUS=0x24000000 ERR0ADDR=0x1000 ERR0MISC0=0x1')
    expect(answer).not.toHaveProperty('class')
    expect(answer).not.toHaveProperty('address')
    expect(answer?.registers.map(({invalid}) => invalid)).toEqual(['V=0', 'AV=0', undefined])
  })
})

describe('a page', () => {
  test('goes from the verdict to the fields with their manual', () => {
    const page = explain('SError Interrupt on CPU3, code 0x00000000be000411')
      .map(one => armExplanationPage(one))
      .join()
    expect(page).toMatch(/^fatal: AET UEU/)
    expect(page).toMatch(/What kernels make of it\n {2}do_serror panics/)
    expect(page).toMatch(/12:10 {2}AET +0x1 +.*UEU: unrecoverable/)
    expect(page).toMatch(/source: .*DDI 0487.*DDI 0587/)
  })

  test('is put into another language whole, but for names of bits', async () => {
    const {say, missing} = await openVoice('zh-CN')
    const lines = [
      'ESR = 0xbe000411',
      'ESR = 0xbe000811',
      'ESR = 0xbe000002',
      'ESR = 0x92000018',
      'ESR = 0x2',
      'ERR0STATUS=0x60000000',
      'ERR0STATUS=0x0',
      'ERR0STATUS=0x40000000',
      'ERR0STATUS=0x42000006',
      'ESR = 0x96000410',
      'ERR0STATUS=0x6100000c',
    ]
    for (const answer of lines.flatMap(explain)) {
      const {promises, kernel, next} = answer
      for (const text of [...promises, ...kernel, ...next]) expect(say(text)).toMatch(/\p{Script=Han}/u)
    }
    expect([...missing]).toEqual([])
  })

  test('is written for any values, and any text is read within bounds', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 64n) - 1n), fc.bigInt(0n, (1n << 64n) - 1n), (status, addr) => {
        armExplanationPage(explainArm({kind: 'syndrome', esr: status}))
        armExplanationPage(explainArm({kind: 'record', name: 'ERR0', status, addr, more: {MISC0: addr}}))
      }),
    )
    const many = Array.from(
      {length: 500},
      (_, index) => `ERR${index}STATUS=0x40000000 ESR=0xbe00${String(index).padStart(4, '0')}`,
    )
    expect(read(...many)).toHaveLength(20)
  })
})
