import {execFileSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {analyze} from '../../src/analyze.js'
import {hasTool, workFolder} from './archives.js'
import {inChunks} from './bytes.js'

const {path: folder, put} = workFolder()
const sample = (name: string): string => readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8')

const read = async (path: string) => {
  const {analysis, lost} = await analyze({
    paths: [path],
    stdin: inChunks(Buffer.alloc(0)),
    nowMs: Date.UTC(2026, 10, 25),
    version: '0.0.0-test',
    pluginRoots: [],
    whatIfs: [],
    seed: 1,
    draws: 100,
  })
  return {...analysis, lost}
}

/** The tool needs the rights of root, and writes its bundle into the folder. */
const canRun = hasTool('sos') && process.getuid?.() === 0
if (!canRun) console.warn('NOT TESTED: bundles of sos report. Install the package sosreport and run as root.')

describe.skipIf(!canRun)(
  'a bundle that sos report made (needs the tool sos of the package sosreport, and root)',
  () => {
    put('root/var/log/kern.log', sample('storm-to-uncorrected.log'))
    put('root/var/log/messages', sample('user-read-page-offlined.log'))
    put('root/var/log/syslog', 'Nov 20 04:12:09 db7 systemd[1]: Started unit.\n'.repeat(4000))
    for (const name of ['etc/os-release', 'etc/debian_version']) put(`root/${name}`, readFileSync(`/${name}`))
    for (const name of ['proc', 'sys', 'tmp']) put(`root/${name}/.keep`, '')

    it.each(['gzip', 'xz'])(
      'packed with %s tells the errors of its logs, and counts what it holds for other purposes',
      async packer => {
        const args = ['report', '--batch', '--sysroot', `${folder}/root`, '--tmp-dir', folder, '--plugin-timeout', '30']
        execFileSync('sos', [...args, '-o', 'logs,kernel,host,memory', '-z', packer], {stdio: 'ignore'})
        const bundle = readdirSync(folder).find(name => name.endsWith(packer === 'xz' ? '.tar.xz' : '.tar.gz')) ?? ''
        expect(bundle).toMatch(/^sosreport-/)
        const [told, plain] = [await read(`${folder}/${bundle}`), await read(`${folder}/root/var/log`)]
        expect(plain.errors.length).toBeGreaterThan(100)
        expect(told.lost).toBe(false)
        expect(told.errors.map(({time, severity}) => [time, severity])).toEqual(
          plain.errors.map(({time, severity}) => [time, severity]),
        )
        const own = plain.hosts.map(({id}) => id)
        expect(told.hosts.map(({id}) => id).filter(id => own.includes(id))).toEqual(own)
        expect(told.notices.find(({code}) => code === 'members-passed-over')?.message).toContain('a sosreport holds')
        expect(told.inputs.some(({name}) => name.includes('!/sosreport-') && name.endsWith('/var/log/kern.log'))).toBe(
          true,
        )
      },
      60_000,
    )
  },
)
