import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {freshFolder, ROOT} from '../cli/run.js'
import {consoleBlocks, outputPattern} from './console-blocks.js'

const PAGES = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'samples/plugin/README.md']
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8')
const home = freshFolder()

/** Runs a documented command as a reader would, with `mirrorcheck` on the path. */
const runDocumented = (command: string) =>
  spawnSync('bash', ['-c', `mirrorcheck() { ${process.execPath} bin/mirrorcheck.js "$@"; }\n${command}`], {
    cwd: ROOT,
    env: {...process.env, NO_COLOR: '1', XDG_DATA_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home},
  })

describe.each(PAGES)('%s', page => {
  const commands = consoleBlocks(read(page))
  it.each(commands.map(({command, shown}) => [command, shown] as const))('$ %s', (command, shown) => {
    const {stdout, stderr, status} = runDocumented(command)
    expect(status, stderr.toString()).toBe(0)
    if (shown.length > 0) expect(stdout.toString()).toMatch(outputPattern(shown))
  })

  it('links only to files that exist', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match => match[1] ?? '')
    const from = join(ROOT, page, '..')
    expect(links.filter(link => !existsSync(join(from, link)))).toEqual([])
  })
})

it('README shows at least one run over samples/', () => {
  expect(
    consoleBlocks(read('README.md')).some(({command, shown}) => command.includes('samples/') && shown.length > 5),
  ).toBe(true)
})

it('every sample has its line in samples/README.md', () => {
  const page = read('samples/README.md')
  const samples = readdirSync(join(ROOT, 'samples')).filter(name => name !== 'README.md')
  expect(samples.filter(name => !page.includes(`\`${name}`))).toEqual([])
})

it('ARCHITECTURE.md names every room', () => {
  const page = read('ARCHITECTURE.md')
  const rooms = readdirSync(join(ROOT, 'src'), {withFileTypes: true})
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
  expect(rooms.filter(room => !page.includes(`${room}/`))).toEqual([])
})
