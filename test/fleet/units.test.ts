import {mkdirSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {findUnits} from '../../src/fleet/find-units.js'
import {joinRotations} from '../../src/fleet/join-rotations.js'
import {progressLine} from '../../src/fleet/progress.js'
import {isInShard, parseShard, unitOf} from '../../src/fleet/unit.js'
import {freshFolder} from '../cli/run.js'
import {put} from './bundles.js'

describe('a log and its rotations', () => {
  it.each([
    [['kern.log', 'kern.log.1', 'kern.log.2.gz'], [['kern.log', 'kern.log.1', 'kern.log.2.gz']]],
    [
      ['messages', 'messages-20261101', 'messages-20261108.xz'],
      [['messages', 'messages-20261101', 'messages-20261108.xz']],
    ],
    [
      ['node.1', 'node.2'],
      [['node.1'], ['node.2']],
    ],
    [
      ['a.log', 'b.log.1'],
      [['a.log'], ['b.log.1']],
    ],
    [
      ['db7.tar', 'db7.tar.gz'],
      [['db7.tar'], ['db7.tar.gz']],
    ],
  ])('%j are %j', (names, groups) => {
    expect(joinRotations(names)).toEqual(groups)
  })

  it('no name is lost or doubled', () => {
    const name = fc.stringMatching(/^[ab](\.log)?(\.[12]|-20261101)?(\.gz)?$/)
    fc.assert(
      fc.property(fc.uniqueArray(name), names => {
        expect(joinRotations(names).flat().sort()).toEqual([...names].sort())
      }),
    )
  })
})

describe('which paths are inputs', () => {
  const folder = freshFolder()
  put(join(folder, 'data/db7.log'), '')
  put(join(folder, 'data/db7.log.1'), '')
  put(join(folder, 'data/case.tar.xz'), '')
  put(join(folder, 'data/web1/var/log/messages'), '')
  put(join(folder, 'data/web1/dmesg'), '')
  mkdirSync(join(folder, 'data/out'))
  symlinkSync(join(folder, 'data/web1'), join(folder, 'data/web2'))
  const find = async (per: 'entry' | 'file' | 'path', ...paths: string[]) => {
    const {units, problems} = await findUnits(paths, per, join(folder, 'data/out'))
    return {
      units: units.map(unit => unit.paths.map(path => path.slice(folder.length + 1)).join(' + ')),
      problems: problems.length,
    }
  }

  it('entry: each entry of a folder, a log with its rotations; the dataset is none', async () => {
    expect(await find('entry', join(folder, 'data'))).toEqual({
      units: ['data/case.tar.xz', 'data/db7.log + data/db7.log.1', 'data/web1', 'data/web2'],
      problems: 0,
    })
  })

  it('file: every file below; path: each path as it was named', async () => {
    expect((await find('file', join(folder, 'data/web1'))).units).toEqual([
      'data/web1/dmesg',
      'data/web1/var/log/messages',
    ])
    expect((await find('path', join(folder, 'data/web1'), join(folder, 'data/db7.log'))).units).toEqual([
      'data/db7.log',
      'data/web1',
    ])
  })

  it('a quoted glob names entries; nothing found is told; a path named twice is one input', async () => {
    expect((await find('path', join(folder, 'data/{web1,db7.*}'))).units).toEqual([
      'data/db7.log',
      'data/db7.log.1',
      'data/web1',
    ])
    expect((await find('entry', join(folder, 'data/db7*'))).units).toEqual(['data/db7.log + data/db7.log.1'])
    expect(await find('entry', join(folder, 'data/nothing'), join(folder, 'data/*.zip'))).toEqual({
      units: [],
      problems: 2,
    })
    expect((await find('entry', join(folder, 'data/db7.log'), join(folder, 'data/./db7.log'))).units.length).toBe(1)
  })
})

describe('shards', () => {
  it.each(['0/8', '9/8', '1/0', '1', 'a/b', '1/8/2', '-1/8', ''])('%s is none', text => {
    expect(parseShard(text)).toBeUndefined()
  })

  it('every unit is in exactly one of them', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({min: 1, max: 40}), (name, of) => {
        const unit = unitOf(name)
        const shards = Array.from({length: of}, (_, index) => ({index: index + 1, of}))
        expect(shards.filter(shard => isInShard(unit, shard)).length).toBe(1)
      }),
    )
  })
})

it('an id is hex digits whatever the name is', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), name => {
      expect(unitOf(name).id).toMatch(/^[0-9a-f]{32}$/)
    }),
  )
})

describe('progress', () => {
  it.each([
    [{done: 0, of: 2000, read: 0, notWhole: 0, elapsedMs: 0}, '0 of 2,000 inputs'],
    [
      {done: 500, of: 2000, read: 300, notWhole: 2, elapsedMs: 10_000},
      '500 of 2,000 inputs · 2 not read whole · 30 a second · about 50 seconds left',
    ],
    [{done: 1, of: 1, read: 1, notWhole: 0, elapsedMs: 5000}, '1 of 1 input · 0.2 a second'],
    [{done: 90, of: 100, read: 0, notWhole: 0, elapsedMs: 60_000}, '90 of 100 inputs'],
  ])('%j is told as %s', (progress, line) => {
    expect(progressLine(progress)).toBe(line)
  })
})
