import {describe, expect, it} from 'vitest'
import type {JudgedIncident} from '../../src/report/analysis.js'
import {frontPage} from '../../src/report/front-page.js'
import {headlineOf, lossOf} from '../../src/report/happened.js'
import {mirrorAnswer, mirrorSentence} from '../../src/report/mirror-answer.js'
import {narrate} from '../../src/report/narrate.js'
import {plainInline} from '../../src/report/renderers/_plain-inline.js'
import {rungText, VERDICTS} from '../../src/report/words.js'
import {makeAnalysis, makeError, makeIncident, rung, verdict} from './fixtures/_build.js'
import {FIXTURES} from './fixtures/index.js'

const first = (name: string) => frontPage(FIXTURES[name] ?? makeAnalysis({})).sentences

const incidentWith = (part: Partial<JudgedIncident>, unit: 'dram' | 'cache' = 'dram') =>
  makeIncident({
    errors: [makeError({severity: unit === 'cache' ? 'fatal' : 'srar', unit, time: '2026-01-01T00:00:00Z'})],
    ...part,
  })

describe('the front page', () => {
  it('says what happened and whether a mirror would have helped', () => {
    expect(first('panic')).toEqual([
      'A memory error met by the kernel took the machine down for 11 minutes.',
      'A mirror of kernel memory would most likely have absorbed it (75 %).',
      'It is the gravest of 2 incidents; only this one took a machine down.',
    ])
    expect(first('killed')[0]).toBe('A memory error killed the process java (4321); the machine stayed up.')
    expect(first('failover').slice(0, 2)).toEqual([
      'The memory mirror saved the data but gave up one copy; nothing was lost.',
      'Until repair the next uncorrected error in that place is not absorbed.',
    ])
    expect(first('storm')[0]).toBe('A storm of at least 4,000 corrected memory errors; no data was lost.')
  })

  it('is calm about a quiet log and says what was looked at', () => {
    expect(first('quiet')).toEqual([
      'No memory error was found.',
      '309 lines of 1 input were read, from 2026-05-04 08:00:00 UTC to 2026-05-11 09:30:00 UTC.',
    ])
    expect(first('empty')).toEqual(['Nothing could be read, so nothing can be said.'])
  })

  it.each(Object.keys(FIXTURES))('answers the five questions for %s', name => {
    const {answers} = frontPage(FIXTURES[name] ?? makeAnalysis({}))
    expect(answers.map(answer => answer.name)).toEqual([
      'What happened',
      'What was lost',
      'Would a mirror have helped',
      'Do now',
      'To be surer',
    ])
    for (const {value} of answers) expect(value.length).toBeGreaterThan(0)
  })
})

describe('sentences', () => {
  it.each([
    ['panic', 'A memory error took the machine down.'],
    ['process-killed', 'A memory error killed a process; the machine stayed up.'],
    ['page-offlined', 'A memory error was found; its page was taken out of use and the machine stayed up.'],
    ['recovered', 'A memory error was recovered from; the machine stayed up.'],
    ['unknown', 'An uncorrected memory error; how it ended is not in the log.'],
    ['logged', 'An uncorrected memory error was logged; the log shows no harm done by it.'],
  ] as const)('outcome %s', (outcome, sentence) => {
    const severity = outcome === 'logged' ? 'uncorrected' : 'srar'
    expect(headlineOf(incidentWith({outcome, severity}), [])).toBe(sentence)
  })

  it('never calls a test a fault, nor a cache a DIMM', () => {
    expect(headlineOf(incidentWith({outcome: 'injected', injected: true}), [])).toBe(
      'A memory error was injected by a test: no fault of the hardware.',
    )
    expect(headlineOf(incidentWith({outcome: 'panic'}, 'cache'), [])).toBe(
      'A processor cache error took the machine down.',
    )
  })

  it('knows that a management controller does not see what the system lost', () => {
    const {errors, ...rest} = incidentWith({outcome: 'logged', severity: 'uncorrected'})
    const from = (reporters: readonly string[]) => ({...rest, errors: errors.map(error => ({...error, reporters}))})
    expect(headlineOf(from(['ipmi-sel']), [])).toMatch(/by the management controller; what it did .* not in that log/)
    expect(lossOf(from(['ipmi-sel']), [])).toMatch(/^not known/)
    expect(lossOf(from(['ipmi-sel', 'kernel-mce']), [])).toBe('nothing that the log shows')
  })

  it('takes no log that was cut for one that shows no harm', () => {
    const read = incidentWith({outcome: 'logged', severity: 'srar'})
    expect(headlineOf(read, [])).toBe('An uncorrected memory error was logged; how it ended is not in the log.')
    expect(lossOf(read, [])).toBe('not known: the log does not show how it ended')
  })

  it('claims no loss that the log does not show', () => {
    expect(lossOf(incidentWith({outcome: 'unknown'}), [])).toBe('not known: the log does not show how it ended')
    expect(lossOf(incidentWith({outcome: 'panic'}), [])).toContain('when it came back is not in the log')
  })

  it('does not promise a mirror where there is none to promise', () => {
    const outOfReach = incidentWith({
      verdicts: [verdict('actual', 'out-of-scope', 0.95)],
      ladder: [rung('full-mirror', 'no', 0.95, '')],
    })
    expect(mirrorSentence(outOfReach)).toBe('No mirror of memory would have helped: the error is not in the DIMMs.')
    const unknown = incidentWith({
      verdicts: [verdict('actual', 'undeterminable', 0.4)],
      ladder: [rung('full-mirror', 'unknown', 0.3, '')],
    })
    expect(mirrorSentence(unknown)).toBe('Whether a mirror would have absorbed it cannot be told from what was logged.')
    const contradicted = incidentWith({
      verdicts: [verdict('actual', 'contradiction', 0.6)],
      ladder: [rung('full-mirror', 'yes', 0.9, '')],
    })
    expect(mirrorSentence(contradicted)).not.toContain('would')
  })

  it('tells two to five sentences', () => {
    for (const analysis of Object.values(FIXTURES))
      for (const incident of analysis.incidents.slice(0, 5))
        expect(narrate(incident, incident.verdicts).length).toBeGreaterThan(40)
  })

  it('gives every verdict a sign, a word and a sentence, and no two of one sign and word with another tone', () => {
    const tones = new Map<string, string>()
    for (const {sign, word, tone, sentence} of Object.values(VERDICTS)) {
      expect(sentence).toMatch(/\.$/)
      expect(tones.get(sign + word) ?? tone).toBe(tone)
      tones.set(sign + word, tone)
    }
  })
})

describe('the story', () => {
  const io = makeError({severity: 'corrected', unit: 'io', time: '2026-01-01T00:00:00Z', host: 'unknown'})

  it('calls no I/O error one of memory, and no host “unknown”', () => {
    const told = narrate(makeIncident({errors: [io]}), [])
    expect(told).toMatch(/On an unnamed host at 2026-01-01 00:00:00 UTC hardware corrected 1 I\/O error/)
    expect(told).not.toMatch(/memory|unknown/)
  })

  it('says who read it once', () => {
    const told = narrate(incidentWith({outcome: 'panic', consumption: 'kernel'}), [])
    expect(told).toContain('uncorrected, and the kernel read it (SRAR)')
    expect(told).not.toContain('met by')
  })
})

describe('words and numbers', () => {
  it.each([
    ['yes', 0.98, '✔ yes'],
    ['yes', 0.85, '✔ most likely yes'],
    ['likely', 0.54, '? possibly yes'],
    ['unlikely', 0.42, '? possibly not'],
    ['no', 0.7, '✖ most likely not'],
    ['no', 0.97, '✖ no'],
    ['likely', 0.2, '? cannot tell'],
    ['unknown', 0.9, '? cannot tell'],
    ['not-needed', 0.95, '– not needed'],
  ] as const)('the answer %s at %d is “%s”', (answer, confidence, told) => {
    const {sign, word} = rungText({id: 'full-mirror', answer, confidence})
    expect(`${sign} ${word}`).toBe(told)
  })

  it('nothing lost needs no mirror, whatever a full one would have done', () => {
    const ladder = [rung('as-it-was', 'yes', 0.95, ''), rung('full-mirror', 'not-needed', 0.95, '')]
    const verdicts = [verdict('actual', 'undeterminable', 0.2), verdict('full', 'absorbed', 0.85)]
    expect(mirrorSentence({ladder, verdicts})).toBe('No mirror was needed: the log shows no loss.')
    const answer = mirrorAnswer({ladder, verdicts}).map(plainInline).join('')
    expect(answer).toMatch(/^Not needed: the log shows no loss\. As it was: \? cannot tell · a full mirror: ✔ absorbed/)
  })
})

describe('quiet in different ways', () => {
  const input = {name: 'x', bytes: 9, sha256: '', lines: 3, dialects: []}
  it('is no “no error” where nothing was understood, empty, or not asked for', () => {
    const said = (part: Parameters<typeof makeAnalysis>[0]) =>
      frontPage(makeAnalysis({incidents: [], ...part})).sentences[0]
    expect(said({inputs: [input]})).toMatch(/^No line in it is one that mirrorcheck knows/)
    expect(said({inputs: [{...input, lines: 0}]})).toBe('The input is empty.')
    expect(said({inputs: [{...input, dialects: ['kernel-boot']}]})).toBe('No memory error was found.')
    const notices = [{code: 'left-out-by-selection', message: '1 error of 1 left out.', positions: []}]
    expect(said({inputs: [{...input, dialects: ['kernel-boot']}], notices})).toBe('No incident in what was asked for.')
  })
})

describe('what to do', () => {
  const dram = {socket: 0, channel: 1}
  const advised = (part: Partial<JudgedIncident>) => {
    const incident = makeIncident({errors: [makeError({severity: 'srar', dram})], outcome: 'panic', ...part})
    const {answers} = frontPage(makeAnalysis({errors: incident.errors, incidents: [incident]}))
    return answers[3]?.value.map(plainInline).join('')
  }

  it('names the DIMM by its own record, else by the label its corrected errors carry, and says so', () => {
    expect(advised({})).toBe('Replace the DIMM at socket 0, channel 1 before the machine carries load again.')
    const preceding = {correctedErrors: 7, since: '2026-10-21T00:00:00Z', place: 'channel', label: 'P1-DIMMC1'} as const
    expect(advised({precededBy: preceding})).toBe(
      'Replace DIMM P1-DIMMC1 (inferred: the corrected errors before it name this DIMM) before the machine carries load again (7 corrected errors there since 2026-10-21).',
    )
  })

  it('takes a name that a driver made up for what it is', () => {
    const preceding = {correctedErrors: 7, place: 'channel', label: 'CPU_SrcID#0_MC#1_Chan#0_DIMM#0'} as const
    expect(advised({precededBy: preceding})).toBe(
      'Replace the DIMM at socket 0, channel 1 before the machine carries load again (7 corrected errors there before).',
    )
  })

  const address = {value: 0x1c6e4a5240n, granularityBytes: 64, kind: 'system'} as const
  const bad = makeError({severity: 'srar', dram, address})

  it('says what to do until the DIMM is replaced, and what helps against the next one', () => {
    const precededBy = {correctedErrors: 7, place: 'channel', sameRow: true} as const
    const ladder = [rung('partial-mirror', 'likely', 0.75, ''), rung('full-mirror', 'yes', 0.9, '')]
    const verdicts = [verdict('actual', 'not-covered', 0.85)]
    const down = advised({errors: [bad], precededBy, ladder, verdicts})
    expect(down).toContain('post package repair, PPR')
    expect(down).toContain('echo 0x1c6e4a5000 > /sys/devices/system/memory/hard_offline_page')
    expect(down).toMatch(/partial mirroring in the firmware setup and kernelcore=mirror/)
    const survived = advised({errors: [bad], outcome: 'page-offlined', ladder, verdicts})
    expect(survived).toMatch(/at the next service window.*Until then avoid a restart.*hard_offline_page/)
    expect(survived).not.toContain('kernelcore=mirror')
  })

  it('offlines no page by an address that is not the machine’s own', () => {
    const normalized = makeError({severity: 'srar', dram, address: {...address, kind: 'normalized'}})
    expect(advised({errors: [normalized]})).not.toContain('offline_page')
  })

  it('plans for many corrected errors, and empties their page while it can be read', () => {
    const errors = [makeError({severity: 'corrected', dram, address, occurrences: {count: 400, exact: true}})]
    expect(advised({errors, outcome: 'logged'})).toMatch(/^Plan to replace .* within days: .*soft_offline_page/)
    expect(advised({errors: [makeError({severity: 'corrected', dram})], outcome: 'logged'})).toMatch(/^Nothing urgent/)
  })

  it('takes a process killed for grave though no line tells how grave its error was', () => {
    const errors = [makeError({severity: 'unknown', basis: 'reporter', address: {...address, kind: 'page-frame'}})]
    const told = advised({errors, outcome: 'process-killed'})
    expect(told).toMatch(/^Find the DIMM first.*Until then avoid a restart/)
    expect(told).not.toContain('Nothing urgent')
  })

  it('tells nobody to swap DIMMs for a broken core', () => {
    const core = makeError({severity: 'fatal', unit: 'core', registers: {socket: 1}})
    expect(advised({errors: [core]})).toContain('Do not swap DIMMs: the error was in the processor core of socket 1')
  })
})
