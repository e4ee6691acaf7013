import {describe, expect, it} from 'vitest'
import {readText} from '../logs/read-text.js'
import {allDialects, readLogLines} from './read-text.js'

const dialects = allDialects.map(({dialect}) => dialect)
const literals = dialects.flatMap(dialect => dialect.literals)

/** Blocks whose words about memory stand at their end: what lies above must be read with them. */
const BLOCKS = {
  'racadm getsel': `
Record:      6
Date/Time:   03/09/2019 12:13:14
Source:      system
Severity:    Critical
Description: Multi-bit memory errors detected on a memory device at location(s) DIMM_A3.`,
  'omreport system alertlog': `
Severity      : Critical
ID            : 1404
Date and Time : Mon Oct 10 10:11:10 2011
Category      : Instrumentation Service
Description   : Memory device status is critical  Memory device location: DIMM_A3 Possible memory module event cause:Multi bit error encountered`,
}

describe('a block alone in its log', () => {
  it.each(Object.entries(BLOCKS))('of %s is read from its first line', async (_tool, text) => {
    const {lines} = await readText(`${text.trim()}\n`, {literals})
    const {records} = readLogLines(lines, dialects)
    expect(records).toMatchObject([{kind: 'reported', severity: 'uncorrected', location: {label: 'DIMM_A3'}}])
    expect(records[0]?.evidence[0]?.position.line).toBe(1)
  })
})

/** What controllers send and list: the wrapper takes the time away, and a tag where there seems to be one. */
const LINES: readonly (readonly [line: string, severity: string | undefined, label?: string])[] = [
  [
    'Apr  5 06:07:08 idrac-db7 Severity: Critical, Category: System Health, MessageID: MEM0001, Message: Multi-bit memory errors detected on a memory device at location(s) DIMM_A3.',
    'uncorrected',
    'DIMM_A3',
  ],
  ['2017-03-07 23:08:02 MEM0702 Correctable memory error rate exceeded for DIMM_B2.', 'corrected', 'DIMM_B2'],
  ['2017-03-07 23:08:02 SYS1003 System CPU Resetting.', undefined],
  ['MEM0701 Warning Correctable memory error rate exceeded for DIMM_xx.', undefined],
  ['0x806F010C - Uncorrectable ECC memory error.', undefined],
  ['[S.51003] An uncorrectable memory error was detected in DIMM slot percent on rank percent.', undefined],
  ['FQXSFMA0002M: An uncorrectable memory error has been detected on DIMM [arg1] at address [arg2].', undefined],
]

describe('a line of a controller', () => {
  it.each(LINES)('%s', async (line, severity, label) => {
    const {lines} = await readText(`${line}\n`, {literals})
    const {records} = readLogLines(lines, dialects)
    expect(records).toMatchObject(severity === undefined ? [] : [{kind: 'reported', severity, location: {label}}])
  })
})
