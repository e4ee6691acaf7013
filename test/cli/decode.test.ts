import {execFileSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {createLineWriter} from '../../src/commands/_line-writer.js'
import {freshFolder, mirrorcheck} from './run.js'

/** A three-line record of a Skylake-SP CPU, MCGSTATUS `f` (RIPV EIPV MCIP LMCE) as a local machine check has it. */
const LOCAL = [
  'mce: [Hardware Error]: CPU 14: Machine Check Exception: f Bank 1: bd80000000100134',
  'mce: [Hardware Error]: RIP 33:<00007f181dce2d3c>',
  'mce: [Hardware Error]: TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 86 PPIN 83b1d2a4c5e6f701',
  'mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1697012345 SOCKET 1 APIC 40 microcode 2006e05',
]
/** The form of kernels before 2.6.30, which names no CPU. */
const NAMELESS = [
  'CPU 3: Machine Check Exception:                4 Bank 8: be0000000005009f',
  'TSC 3f1b2c4d5e ADDR 7b4e2c0c0 MISC 86',
]

const logOf = (lines: readonly string[]): string => {
  const path = join(freshFolder(), 'typed.txt')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

describe('decode', () => {
  it('reads what mcelog misreads: MCGSTATUS f, fields behind MISC, a syslog prefix, text before and after', () => {
    const prefixed = LOCAL.map(line => `Oct 11 08:19:05 database7 kernel: ${line}`)
    const {code, out, err} = mirrorcheck(['decode', '--ndjson', logOf(['It crashed again:', ...prefixed, 'What now?'])])
    const error = JSON.parse(out)
    expect({code, err}).toEqual({code: 0, err: ''})
    expect(error.severity).toBe('srar')
    expect(error.flags.mcg).toEqual(['RIPV', 'EIPV', 'MCIP', 'LMCE'])
    expect(error.registers).toMatchObject({ppin: '0x83b1d2a4c5e6f701', socket: 1, microcode: '0x2006e05'})
    expect(error.cpuModel).toBe('intel-skylake-sp')
  })

  it('says that the CPU is not told, and decodes for the one that --cpu names', () => {
    const log = logOf(NAMELESS)
    expect(mirrorcheck(['decode', log]).out).toMatch(/CPU +not told: .*--cpu/)
    expect(mirrorcheck(['decode', '--cpu', '0x106a5', log]).out).toMatch(/CPU +intel-nehalem-ep \(CPUID 0x106a5\)/)
  })

  it('keeps the CPU of each record apart', () => {
    const {out} = mirrorcheck(['decode', '--ndjson', '--cpu', '0x106a5', logOf([...LOCAL, ...NAMELESS])])
    const models = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).cpuModel)
    expect(models).toEqual(['intel-skylake-sp', 'intel-nehalem-ep'])
  })

  it('ends with 4 when a record is not whole, and says where it stood', () => {
    const {code, err} = mirrorcheck(['decode', logOf(['nothing here', LOCAL[0] ?? ''])])
    expect(code).toBe(4)
    expect(err).toMatch(/^mirrorcheck: line 2: .*CPU 14 bank 1/)
    expect(mirrorcheck(['decode', '--quiet', logOf([LOCAL[0] ?? ''])])).toMatchObject({code: 4, err: ''})
  })

  it('is quiet when its reader goes away', () => {
    const log = logOf(Array.from({length: 3000}, () => LOCAL).flat())
    const command = `${process.execPath} bin/mirrorcheck.js decode --ndjson ${log} | head -n 1; echo "ended \${PIPESTATUS[0]}"`
    const out = execFileSync('bash', ['-c', `${command} 2>&1`], {encoding: 'utf8'})
    expect(out.split('\n').slice(1)).toEqual(['ended 0', ''])
  })
})

describe('line writer', () => {
  it('writes in pieces, and waits only while its reader is behind', async () => {
    const pieces: string[] = []
    let drained = () => {}
    const writer = createLineWriter({
      write(piece: string) {
        pieces.push(piece)
        return false
      },
      once(_event: string, listener: () => void) {
        drained = listener
      },
    })
    writer.add('a')
    expect({pieces, settling: writer.settle()}).toEqual({pieces: [], settling: undefined})
    writer.add('b'.repeat(70_000))
    const settling = writer.settle()
    expect(settling).toBeInstanceOf(Promise)
    drained()
    await settling
    expect(writer.settle()).toBeUndefined()
    await writer.end()
    expect(pieces).toEqual([`a\n${'b'.repeat(70_000)}\n`])
  })
})
