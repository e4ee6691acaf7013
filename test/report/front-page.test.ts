import {describe, expect, it} from 'vitest'
import type {JudgedIncident} from '../../src/report/analysis.js'
import {frontPage} from '../../src/report/front-page.js'
import {headlineOf, lossOf} from '../../src/report/happened.js'
import {mirrorSentence} from '../../src/report/mirror-answer.js'
import {narrate} from '../../src/report/narrate.js'
import {VERDICTS} from '../../src/report/words.js'
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
      'A memory error in kernel data took the machine down for 11 minutes.',
      'A mirror of kernel memory would most likely have absorbed it (75 %).',
      'It is the gravest of 2 incidents; only this one took a machine down.',
    ])
    expect(first('killed')[0]).toBe(
      'A memory error in a process’s memory cost the process java (4321); the machine stayed up.',
    )
    expect(first('failover').slice(0, 2)).toEqual([
      'The memory mirror saved the data but gave up one copy; nothing was lost.',
      'Until repair the next uncorrected error in that place is not absorbed.',
    ])
    expect(first('storm')[0]).toBe('A storm of at least 4,000 corrected memory errors; no data was lost.')
  })

  it('is calm about a quiet log and says what was looked at', () => {
    expect(first('quiet')).toEqual([
      'No memory error was found.',
      '309 lines of 1 input were read whole, from 2026-05-04 08:00:00 UTC to 2026-05-11 09:30:00 UTC.',
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
    ['process-killed', 'A memory error cost a process; the machine stayed up.'],
    ['page-offlined', 'A memory error was found; its page was taken out of use and the machine stayed up.'],
    ['recovered', 'A memory error was recovered from; the machine stayed up.'],
    ['unknown', 'An uncorrected memory error; how it ended is not in the log.'],
    ['logged', 'An uncorrected memory error was logged; the log shows no harm done by it.'],
  ] as const)('outcome %s', (outcome, sentence) => {
    expect(headlineOf(incidentWith({outcome}), [])).toBe(sentence)
  })

  it('never calls a test a fault, nor a cache a DIMM', () => {
    expect(headlineOf(incidentWith({outcome: 'injected', injected: true}), [])).toBe(
      'A memory error was injected by a test: no fault of the hardware.',
    )
    expect(headlineOf(incidentWith({outcome: 'panic'}, 'cache'), [])).toBe(
      'A processor cache error took the machine down.',
    )
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

describe('what to do', () => {
  const dram = {socket: 0, channel: 1}
  const advised = (part: Partial<JudgedIncident>) => {
    const incident = makeIncident({errors: [makeError({severity: 'srar', dram})], outcome: 'panic', ...part})
    return frontPage(makeAnalysis({errors: incident.errors, incidents: [incident]})).answers[3]?.value.join('')
  }

  it('names the DIMM by its own record, else by the label its corrected errors carry, and says so', () => {
    expect(advised({})).toBe('Replace the DIMM at socket 0, channel 1.')
    const preceding = {correctedErrors: 7, since: '2026-10-21T00:00:00Z', place: 'channel', label: 'P1-DIMMC1'} as const
    expect(advised({precededBy: preceding})).toBe(
      'Replace DIMM P1-DIMMC1 (inferred: the corrected errors before it name this DIMM) (7 corrected errors there since 2026-10-21).',
    )
  })

  it('takes a name that a driver made up for what it is', () => {
    const preceding = {correctedErrors: 7, place: 'channel', label: 'CPU_SrcID#0_MC#1_Chan#0_DIMM#0'} as const
    expect(advised({precededBy: preceding})).toBe(
      'Replace the DIMM at socket 0, channel 1 (7 corrected errors there before).',
    )
  })

  it('tells nobody to swap DIMMs for a broken core', () => {
    const core = makeError({severity: 'fatal', unit: 'core', registers: {socket: 1}})
    expect(advised({errors: [core]})).toContain('Do not swap DIMMs: the error was in the processor core of socket 1')
  })
})
