import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck} from './run.js'

const PANIC = 'samples/kernel-panic-unmirrored.log'

describe('what a first user types', () => {
  it('without a word on layouts asks for a full mirror and one of kernel memory', () => {
    const {incidents} = JSON.parse(mirrorcheck(['analyze', PANIC, '--json']).out)
    const layouts = incidents[0].verdicts.map((verdict: {layout: string}) => verdict.layout)
    expect(layouts).toEqual(['actual', 'partial:12.5', 'full'])
  })

  it('one layout asked for leaves the ladder whole', () => {
    const {out} = mirrorcheck(['analyze', PANIC, '--what-if', 'none'])
    expect(out.replace(/\s+/g, ' ')).toMatch(/full mirror: +✔ most likely yes/)
  })

  it('a host that is not there is named as such, never called quiet', () => {
    const {code, out} = mirrorcheck(['analyze', PANIC, '--host', 'db8'])
    expect(code).toBe(0)
    expect(out).not.toContain('No memory error was found')
    expect(out.replace(/\s+/g, ' ')).toContain('No host is called “db8”: there are “db7”. 9 errors of 9 left out')
  })

  it('a window leaves errors out and says so', () => {
    const {errors, notices} = JSON.parse(mirrorcheck(['analyze', PANIC, '--json', '--since', '2026-11-03']).out)
    expect(errors).toHaveLength(3)
    expect(notices).toContainEqual(expect.objectContaining({code: 'left-out-by-selection', count: 6}))
  })

  it('a file that is no log is called one, never quiet memory', () => {
    const path = join(freshFolder(), 'letter.txt')
    writeFileSync(path, 'Dear Sir,\nnothing to see here\n')
    const {out} = mirrorcheck(['analyze', path])
    expect(out).toContain('No line in it is one that mirrorcheck knows')
    expect(out).not.toContain('No memory error was found')
  })
})
