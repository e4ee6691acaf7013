import {describe, expect, test} from 'vitest'
import {readAbortSyndrome} from '../../src/errors/arm/abort-syndrome.js'
import {analyzeText} from '../analyze-text.js'

const serror = (code: string): string => `SError Interrupt on CPU3, code ${code} -- SError`
const abort = (code: string): string => `Internal error: synchronous external abort: ${code} [#1] SMP`

describe('the syndrome of arm64 aborts (DDI 0487, ESR_EL1; Linux asm/traps.h)', () => {
  test.each([
    ['UC', serror('0x00000000be000011'), 'fatal', /uncontainable/],
    ['UEU', serror('0xbe000411'), 'fatal', /unrecoverable/],
    ['UEO', serror('0x00000000be000811'), 'ucna', /restartable/],
    ['UER', serror('0x00000000be000c11'), 'srar', /UER/],
    ['CE', serror('0x00000000be001811'), 'corrected', /corrected/],
    ['no RAS code', serror('0x00000000be000000'), 'fatal', /DFSC 0x0/],
    ['the maker’s own', serror('0x00000000bf000002'), 'fatal', /IDS=1/],
    [
      'a load of the kernel',
      abort('96000010'),
      'srar',
      /the kernel: external abort, not on a table walk, SET recoverable/,
    ],
    ['a load of the kernel, FAR not valid', abort('0000000096000410'), 'srar', /SET recoverable/],
    ['uncontainable', abort('96001010'), 'fatal', /SET uncontainable/],
    ['a table walk', abort('0x96000014'), 'srar', /table walk/],
    ['user space', abort('92000410'), 'srar', /user space/],
    ['a fetch', abort('82000010'), 'srar', /instruction fetch of user space/],
    ['ECC', 'Internal error: synchronous parity or ECC error: 96000018 [#1] PREEMPT SMP', 'srar', /ECC/],
  ])('%s', (_, message, severity, words) => {
    const said = readAbortSyndrome(message)
    expect(said?.severity).toBe(severity)
    expect(said?.words).toMatch(words)
  })

  test('is none of a translation fault, of other exceptions, of no code', () => {
    for (const code of ['96000004', '02000000', '5a000000']) expect(readAbortSyndrome(abort(code))).toBeUndefined()
    expect(readAbortSyndrome('Internal error: Oops: 96000004 [#1] SMP')).toBeUndefined()
    expect(readAbortSyndrome('SError Interrupt on CPU3')).toBeUndefined()
  })
})

const at = (seconds: number, message: string): string => `[${String(seconds).padStart(5)}.000000] ${message}`

describe('an abort decides class and outcome', () => {
  test('of an SError that the kernel dies of', async () => {
    const lines = [serror('0x00000000be000411'), 'Kernel panic - not syncing: Asynchronous SError Interrupt']
    const {analysis} = await analyzeText(`${lines.map(line => at(51, line)).join('\n')}\n`)
    expect(analysis.incidents[0]).toMatchObject({severity: 'fatal', outcome: 'panic'})
    expect(analysis.errors[0]?.remarks?.join()).toMatch(/AET UEU/)
  })

  test('of a read that costs the task alone', async () => {
    const more = Array.from({length: 60}, (_, index) =>
      at(60 + index, `EDAC MC0: Giving out device to module igen6_edac controller ${index}`),
    )
    const {analysis} = await analyzeText(`${[at(51, abort('96000410')), ...more].join('\n')}\n`)
    expect(analysis.incidents[0]).toMatchObject({severity: 'srar', outcome: 'process-killed'})
  })
})
