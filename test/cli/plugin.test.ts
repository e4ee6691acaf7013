import {execFileSync} from 'node:child_process'
import {cpSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck, ROOT} from './run.js'

const LOG = '2026-11-03T04:12:09+00:00 db7 memwatch: UE dimm=ACC0-B1 addr=0x1c6e4a5c80 count=1\n'
const STAMPED = LOG.replace(' memwatch: ', ' kernel: memwatch: ')

/** The example plugin copied out of the repository: what a third party would hold. */
const pluginCopy = (): string => {
  const folder = join(freshFolder(), 'plugin')
  cpSync(join(ROOT, 'samples/plugin'), folder, {recursive: true})
  return folder
}

const expectAtWork = (home: string) => {
  const {out} = mirrorcheck(['catalog'], {home})
  expect(out).toContain('mirrorcheck-plugin-acme/dialects/acme-memwatch.js')
  expect(out).toContain('mirrorcheck-plugin-acme/rules/acme-accelerator-memory.js')
  const analysis = JSON.parse(mirrorcheck(['analyze', '--json', '-'], {home, stdin: STAMPED}).out)
  expect(analysis.errors).toHaveLength(1)
  expect(analysis.errors[0].reporters).toEqual(['acme-memwatch'])
  expect(analysis.incidents[0].verdicts[0]).toMatchObject({rule: 'acme-accelerator-memory', verdict: 'out-of-scope'})
}

describe('a third-party package', () => {
  it('adds a dialect and a rule, linked from a folder', () => {
    const home = freshFolder()
    const linked = mirrorcheck(['plugins', 'link', '--no-install', pluginCopy()], {home})
    expect(linked.err + linked.out).not.toMatch(/error/i)
    expectAtWork(home)
  })

  it('adds them installed from a tarball, without a registry', () => {
    const home = freshFolder()
    const folder = pluginCopy()
    execFileSync('npm', ['pack', '--silent'], {cwd: folder})
    const tarball = readdirSync(folder).find(name => name.endsWith('.tgz')) ?? ''
    const installed = mirrorcheck(['plugins', 'install', `file://${join(folder, tarball)}`], {home})
    expect(installed.code, installed.err).toBe(0)
    expectAtWork(home)
  })

  it('that is wrong is refused by name of file and field', () => {
    const home = freshFolder()
    const folder = pluginCopy()
    writeFileSync(
      join(folder, 'rules/acme-accelerator-memory.js'),
      "export default {id: 'acme-accelerator-memory', title: 'x'}\n",
    )
    mirrorcheck(['plugins', 'link', '--no-install', folder], {home})
    const {code, err} = mirrorcheck(['analyze', '-'], {home, stdin: STAMPED})
    expect(code).toBe(2)
    expect(err).toContain(
      "mirrorcheck-plugin-acme/rules/acme-accelerator-memory.js: a contribution to rules needs 'group'",
    )
  })
})
