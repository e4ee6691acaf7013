import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck} from './run.js'

const PANIC = 'samples/kernel-panic-unmirrored.log'
const QUIET = 'samples/ordinary-boot.log'

describe('exit codes', () => {
  it('0: done, whatever was found', () => {
    expect(mirrorcheck(['analyze', PANIC]).code).toBe(0)
    expect(mirrorcheck(['analyze', QUIET]).code).toBe(0)
    expect(mirrorcheck(['--version']).code).toBe(0)
    expect(mirrorcheck(['analyze', '--help']).code).toBe(0)
  })

  it.each([
    [['analyze'], /name at least one/],
    [['analyze', PANIC, '--no-such-flag'], /no-such-flag/],
    [['analyze', PANIC, '-o', 'report.docx'], /\.html/],
    [['analyze', PANIC, '--cpu', 'pentium'], /0x50654/],
    [['analyze', PANIC, '--kernel', 'newest'], /6\.1/],
    [['analyze', PANIC, '--what-if', 'partial:80'], /partial:P/],
    [['analyze', PANIC, '--layout', 'no-such.json'], /no-such\.json/],
    [['analyze', PANIC, '--since', 'yesterday'], /2026-11-23T04:12:09Z/],
    [['analyze', PANIC, '--what-if', 'half'], /partial:P/],
    [['no-such-command'], /no command no-such-command; there are: analyze, /],
    [['analize', PANIC], /no command analize; there are: analyze, /],
    [['layout', 'chek', 'x.json'], /no command layout chek; there are: layout check, /],
    [['\u001b[31manalize'], /no command ␛\[31manalize; there are: analyze, /],
    [['analize', '--lang', 'zh-CN'], /没有 analize 这个命令；可用的有：analyze, /],
    [['schema', 'no-such'], /analysis/],
    [['explain', 'zebra'], /STATUS/],
  ])('2: wrong use of %j says what to do', (args, message) => {
    const {code, err, out} = mirrorcheck(args)
    expect(err).toMatch(message)
    expect({code, out}).toEqual({code: 2, out: ''})
  })

  it('3: nothing could be read', () => {
    const {code, err} = mirrorcheck(['analyze', '/no/such/file.log'])
    expect(code).toBe(3)
    expect(err).toContain('/no/such/file.log')
  })

  it('4: done, but an input could not be read whole, with --json too', () => {
    const folder = freshFolder()
    const whole = gzipSync(Buffer.from('[    1.0] nothing here\n'.repeat(5000)))
    writeFileSync(join(folder, 'cut.gz'), whole.subarray(0, whole.length - 20))
    const {code, out} = mirrorcheck(['analyze', '--json', join(folder, 'cut.gz')])
    expect(code).toBe(4)
    expect(JSON.parse(out).notices.length).toBeGreaterThan(0)
  })

  it.each([
    ['none', PANIC, 0],
    ['fatal', QUIET, 0],
    ['corrected', PANIC, 10],
    ['uncorrected', PANIC, 10],
    ['unabsorbed', PANIC, 10],
    ['uncorrected', 'samples/mirror-failover-skylake.log', 0],
    ['unabsorbed', 'samples/mirror-failover-skylake.log', 0],
  ])('--fail-on %s on %s ends with %i', (threshold, log, code) => {
    expect(mirrorcheck(['analyze', '--json', '--fail-on', threshold, log]).code).toBe(code)
  })
})
