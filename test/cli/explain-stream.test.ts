import {describe, expect, it} from 'vitest'
import {mirrorcheck} from './run.js'

const answersTo = (stdin: string) => {
  const {code, out, err} = mirrorcheck(['explain', '--ndjson'], {stdin})
  return {code, err, answers: out.trimEnd().split('\n')}
}

describe('explain --ndjson', () => {
  it('answers in the order asked, however the pipe cuts the lines', () => {
    const banks = Array.from({length: 3000}, (_, index) => index % 28)
    const sets = banks.map(bank =>
      JSON.stringify({status: '0x9c00004000010091', bank, signature: '0x50654', note: 'größe 接続'}),
    )
    const {code, answers} = answersTo(`${sets.join('\r\n')}\r\n`)
    expect(code).toBe(0)
    expect(answers.map(line => JSON.parse(line).registers.bank)).toEqual(banks)
  })

  it('answers what is no register set with its problem, in its place, and ends with 4', () => {
    const {code, answers, err} = answersTo('{"status":"0x0"}\nnonsense\n\n{"bank":1}\n{"status":"0x1"}')
    expect(code).toBe(4)
    expect(answers.map(line => JSON.parse(line).problems)).toEqual([
      undefined,
      ['not JSON'],
      [expect.stringContaining('status')],
      undefined,
    ])
    expect(err).toMatch(/2 of the lines/)
  })

  it('answers Arm’s registers among others', () => {
    const {code, answers} = answersTo('{"esr":"0xbe000411"}\n{"status":"0x0"}\n{"errstatus":"0x60000000"}\n{"esr":"x"}')
    expect(code).toBe(4)
    expect(
      answers.map(line => JSON.parse(line)).map(({class: name, severity, error}) => name ?? severity ?? error),
    ).toEqual(['UEU', 'informational', 'UC', expect.stringContaining('status')])
  })

  it('takes a line without end for what it is', () => {
    const {code, answers} = answersTo(`${'x'.repeat(3_000_000)}\n{"status":"0x1"}\n`)
    expect(code).toBe(4)
    expect(answers.map(line => JSON.parse(line).problems)).toEqual([[expect.stringContaining('too long')], undefined])
  })
})
