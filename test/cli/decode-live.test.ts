import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {afterEach, describe, expect, it} from 'vitest'
import {ROOT} from './run.js'

const running: (() => void)[] = []

afterEach(() => {
  for (const stop of running.splice(0)) stop()
})

/** `decode -` with its input open: what is written to it, and what it has printed so far. */
function decodeLive() {
  const child = spawn(process.execPath, [join(ROOT, 'bin/mirrorcheck.js'), 'decode', '--ndjson', '-'], {cwd: ROOT})
  running.push(() => child.kill())
  let printed = ''
  child.stdout.on('data', chunk => {
    printed += String(chunk)
  })
  return {
    write: (text: string) => child.stdin.write(text),
    /** The records printed, once there are so many of them; never returns when they do not come. */
    async records(count: number): Promise<readonly Record<string, unknown>[]> {
      while (printed.split('\n').length <= count) await once(child.stdout, 'data')
      return printed
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
    },
    async end(): Promise<number | null> {
      child.stdin.end()
      const [code] = await once(child, 'exit')
      return code
    },
  }
}

const STAMPED = (text: string): string => `${new Date().toString().slice(4, 10)} 04:12:09 db7 kernel: ${text}\n`

describe('decode of a stream that does not end', () => {
  it('prints a line without a year while the input is open, with this year', async () => {
    const live = decodeLive()
    live.write(
      STAMPED(
        'EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x3eb1f7 offset:0xc80 grain:32 syndrome:0x0 -  err_code:0x0101:0x0091)',
      ),
    )
    const [error] = await live.records(1)
    expect(error?.severity).toBe('corrected')
    expect(String(error?.time).slice(0, 4)).toBe(String(new Date().getFullYear()))
    expect(await live.end()).toBe(0)
  }, 60_000)

  it('prints a record whole though nothing stands behind it, and goes on', async () => {
    const live = decodeLive()
    live.write(
      ['Hardware error from APEI Generic Hardware Error Source: 4', 'event severity: corrected']
        .concat([' Error 0, type: corrected', '  section_type: memory error', '   error_status: 0x0000000000000400'])
        .concat(['  physical_address: 0x00000003eb1f7c80', '  error_type: 2, single-bit ECC'])
        .map(text => STAMPED(`{7}[Hardware Error]: ${text}`))
        .join(''),
    )
    const [error] = await live.records(1)
    expect(error).toMatchObject({severity: 'corrected', address: {value: '0x3eb1f7c80'}})
    live.write(STAMPED('mce: [Hardware Error]: CPU 14: Machine Check: 0 Bank 7: 8c00004000010091'))
    live.write(STAMPED('mce: [Hardware Error]: TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 140545486'))
    live.write(STAMPED('mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1697012345 SOCKET 1 APIC 40 microcode 2006e05'))
    expect((await live.records(2))[1]).toMatchObject({cpuModel: 'intel-skylake-sp', registers: {bank: 7}})
    expect(await live.end()).toBe(0)
  }, 60_000)
})
