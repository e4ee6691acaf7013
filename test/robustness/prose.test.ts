import {describe, expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'

// Texts about errors are no errors: source code, diffs, manuals, mails about formats, changelogs.

const DIFF = [
  'diff --git a/arch/x86/kernel/cpu/mce/core.c b/arch/x86/kernel/cpu/mce/core.c',
  'index 7832a69d170e..dea393ca949b 100644',
  '--- a/arch/x86/kernel/cpu/mce/core.c',
  '+++ b/arch/x86/kernel/cpu/mce/core.c',
  '@@ -171,8 +171,10 @@ void mce_unregister_decode_chain(struct notifier_block *nb)',
  '-static void __print_mce(struct mce *m)',
  '+static void __print_mce(struct mce_hw_err *err)',
  ' {',
  ' \tpr_emerg(HW_ERR "CPU %d: Machine Check%s: %Lx Bank %d: %016Lx\\n",',
  ' \t\t m->extcpu,',
  ' \t\t (m->mcgstatus & MCG_STATUS_MCIP ? " Exception" : ""),',
  '+\tpr_emerg(HW_ERR "TSC %llx ADDR %llx MISC %llx \\n", m->tsc, m->addr, m->misc);',
  '-\tpr_info("MCE: Killing %s:%d due to hardware memory corruption fault at %lx\\n",',
  '+\tpr_err("%#lx: Sending SIGBUS to %s:%d due to hardware memory corruption\\n",',
  '+\tpr_err("%#lx: recovery action for %s: %s\\n", pfn, action_page_types[type], action_name[result]);',
  '+\tpanic("Fatal machine check on current CPU");',
  ' \tmce_panic("Fatal local machine check", &err, msg);',
  '+\tedac_mc_printk(mci, KERN_WARNING, "%d %s error%s on %s (%s page:0x%lx offset:0x%lx grain:%ld)\\n",',
  '+\tprintk("%s""event severity: %s\\n", pfx, cper_severity_str(severity));',
  '+\tprintk("%s""physical_address: 0x%016llx\\n", pfx, mem->physical_addr);',
  '+\tpr_emerg(HW_ERR "CPU:%d (%x:%x:%x) MC%d_STATUS[%s|%s]: 0x%016llx\\n",',
  '+#define MCI_STATUS_UC    BIT_ULL(61)  /* uncorrected error */',
  '+\tKERN_EMERG "CPU#%d: Machine Check Exception:  0x%8X (type 0x%8X).\\n",',
  ' \tif (m->status & MCI_STATUS_PCC) /* Processor context corrupt */',
  '-- ',
  '2.40.1',
]

const MANUAL = [
  '.TH MCELOG 8 "May 2009" "" "Linux\'s Administrator\'s Manual"',
  '.SH DESCRIPTION',
  'x86 CPUs tell of errors as machine check events: data corruption in caches, in main memory, on buses.',
  'Uncorrected errors cause machine check exceptions which may panic the machine.',
  '.B \\-\\-ascii',
  'decodes what a fatal machine check panic left ("CPU n: Machine Check Exception ...") from standard input.',
  'mcelog: 16 bytes ignored in each record is printed where the kernel is newer.',
  'ras-mc-ctl --error-count prints Corrected and Uncorrected error counts of every label.',
  'edac-util -v: lists mc0: csrow0: ch0: N Corrected Errors for each channel.',
  '$ rasdaemon -p --status <STATUS> --ipid <IPID> --smca',
  'The ue_count attribute: total count of uncorrectable errors. If panic_on_ue is set this counter will not count.',
  '/sys/devices/system/edac/mc/mc*/ce_count holds the number of corrected errors.',
  'Memory failure: recovery action for a page is one of Ignored, Failed, Delayed, Recovered.',
]

const MAIL = [
  'From: A Developer <dev@example.org>',
  'Subject: Re: [PATCH v3 2/5] EDAC: one format for all drivers',
  'Date: Wed, 1 Feb 2023 19:16:29 -0800',
  '',
  'On Monday, B wrote:',
  '> The line reads EDAC MC%d: %d %s on %s (%s page:0x%lx offset:0x%lx grain:%ld).',
  '> > Should "mce: [Hardware Error]: CPU %d: Machine Check: %Lx Bank %d: %016Lx" carry the PPIN?',
  'I would rather keep "Memory failure: 0x%lx: recovery action for %s: %s" as it is, tools parse it.',
  'What about {%d}[Hardware Error]: Error %d, type: %s then? And "Kernel panic - not syncing: %s"?',
  'The MCi_STATUS register is printed as MC%d_STATUS[...]: 0x%016llx, the address behind it.',
]

const CHANGELOG = [
  '* Wed Feb 01 2023 A Maintainer <m@example.org> - 4.18.0-448',
  '- EDAC/skx: report "1 CE memory read error" with the rank (A Maintainer) [2080000]',
  '- x86/mce: do not panic on Machine Check Exception in copy_mc (A Maintainer) [2080001]',
  '- mm/memory-failure: Memory failure messages get a prefix (A Maintainer)',
  '- ghes: print Hardware error from APEI Generic Hardware Error Source only once (A Maintainer)',
  '- mcelog: decode UCNA and uncorrected patrol scrub errors of newer CPUs',
  'commit 1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c',
  '    x86/mce: Machine check: Processor context corrupt is now told before the panic',
  '    Fixes: 0a1b2c3d4e5f ("EDAC, sb_edac: HANDLING MCE MEMORY ERROR only at debug level")',
]

const TEXTS: Readonly<Record<string, readonly string[]>> = {DIFF, MANUAL, MAIL, CHANGELOG}

/** The same, as it may be pasted. */
const SHAPES: Readonly<Record<string, (rows: readonly string[]) => string>> = {
  bare: rows => `${rows.join('\n')}\n`,
  quoted: rows => rows.map(row => `> ${row}\n`).join(''),
  'as one string': rows => `${JSON.stringify({body: rows.join('\n')})}\n`,
  'in a chat’s JSON': rows => rows.map(text => `${JSON.stringify({user: 'a', message: text})}\n`).join(''),
  'with escaped markup': rows => rows.map(row => `${row.replace(/[[\]_*<>]/g, '\\$&')}\n`).join(''),
  numbered: rows => rows.map((row, index) => `${String(index + 1).padStart(6)}\t${row}\n`).join(''),
  'as a page': rows => `<pre>${rows.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>\n`,
}

describe.each(Object.entries(TEXTS))('%s', (_, rows) => {
  it.each(Object.entries(SHAPES))('%s tells of no error, no incident', async (_name, shape) => {
    const {errors, incidents} = (await analyzeText(shape(rows))).analysis
    expect(errors).toEqual([])
    expect(incidents).toEqual([])
  })
})

// An example with values in a document cannot be told from a log that a customer put into a ticket: lines of their own
// count as what they say; inside a sentence, in quotation marks, they do not.
describe('an example with values', () => {
  const EXAMPLE =
    'EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x1fa3c5 offset:0xf40 grain:32 syndrome:0x0 -  err_code:0x0101:0x0091 socket:0 imc:0 rank:0 bg:1 ba:2 row:0x1a2b col:0x3f8)'
  const count = async (text: string) => (await analyzeText(text)).analysis.errors.length

  it('counts on a line of its own', async () => {
    expect(await count(`A corrected error looks like this::\n\n    [  100.000123] ${EXAMPLE}\n\n`)).toBe(1)
  })

  it('is quoted inside a sentence', async () => {
    expect(
      await count('If you see "[  100.000123] Kernel panic - not syncing: Fatal machine check" then write.\n'),
    ).toBe(0)
    expect(
      await count('The text "Memory failure: 0x1fa3c5: recovery action for dirty LRU page: Recovered" is good.\n'),
    ).toBe(0)
  })
})
