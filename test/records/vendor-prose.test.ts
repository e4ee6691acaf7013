import {describe, expect, it} from 'vitest'
import {readText} from './read-text.js'

// Manuals, mails and source code speak of the same words: nothing of it happened to a machine.

const PROSE = [
  'If you see "Uncorrectable ECC" in the list (Memory #0x02 | Uncorrectable ECC | Asserted) then replace the DIMM.',
  'Event ID 18 is logged by WHEA-Logger when a fatal hardware error has occurred. The Error Source: Machine Check Exception is common.',
  'The MCA: 208: UC Excp line has the format G<mcg> B<bank> S<status>.',
  '+\tpr_err("Uncorrectable Machine Check Exception (Board %d, Processor %d", board, cpu);',
  'RAS KERNEL INFO lines such as "ddr errors(s) detected and corrected" are frequent.',
  'Memory mirroring: enabled on some boards, disabled on others?',
  'Memory mirroring is enabled by default.',
  'If memory mirroring is disabled, the DIMM will be mapped out.',
  '{"@odata.type": "#Memory.v1_9_0.Memory", "Description": "Correctable ECC errors are counted"}',
  'A bugcheck 0x124 WHEA_UNCORRECTABLE_ERROR indicates a hardware error.',
  'When a correctable memory error threshold is exceeded, iLO logs an event and the DIMM may be disabled.',
  'The (XEN) Fatal machine check: message is printed by mc_panic().',
  'AEST: the driver prints "{1}[Hardware Error]: Hardware error from AEST memory.90d0000" for each node.',
  '+\tpr_info("%sHardware error from AEST %s\\n", pfx_seq, event->node_name);',
  'Severity: Critical means that the DIMM failed, see Memory ECC errors below.',
  'MEM0701,Warning,Correctable memory error rate exceeded for DIMM_XX.',
  'Memory Mode: Mirroring requires identical DIMMs',
  '{ "fault.memory.intel.dimm_ue", FM_FMRI_SCHEME_MEM, FM_MEM_SCHEME_VERSION,',
  'Critical events such as Uncorrectable Memory Error need attention.',
]

describe('prose about errors', () => {
  it.each(PROSE)('tells of none: %s', sentence => {
    const {records} = readText(`${sentence}\n`)
    expect(records.filter(record => record.kind !== 'context')).toEqual([])
  })

  it('tells of no state of the mirror', () => {
    expect(readText(`${PROSE.join('\n')}\n`).facts).toEqual([])
  })
})
