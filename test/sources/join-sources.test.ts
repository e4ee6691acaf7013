import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import gzip from '../../src/sources/codecs/gzip.js'
import {openSources} from '../../src/sources/open-sources.js'
import {collect, inChunks} from './bytes.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-joined-'))
})
afterEach(() => rmSync(folder, {recursive: true}))

const put = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(folder, path)), {recursive: true})
  writeFileSync(join(folder, path), content)
}

/** Names and texts of what a folder comes to. */
const open = async (...paths: readonly string[]) => {
  const {sources} = await openSources(paths.length === 0 ? [folder] : paths.map(path => join(folder, path)), {
    codecs: [gzip],
    stdin: inChunks(Buffer.from('')),
  })
  return Promise.all(
    sources.map(async source => ({
      name: source.name.replaceAll(`${folder}/`, ''),
      text: Buffer.from(await collect(source.read()))
        .toString()
        .replaceAll(`${folder}/`, ''),
    })),
  )
}

describe('files of one value', () => {
  it('are one source by folder, with their paths', async () => {
    put('sys/devices/system/edac/mc/mc0/ce_count', '5\n')
    put('sys/devices/system/edac/mc/mc0/seconds_since_reset', '864000\n')
    put('sys/devices/system/edac/mc/mc0/dimm0/dimm_label', 'CPU_SrcID#0_MC#0_Chan#0_DIMM#0\n')
    put('sys/devices/system/edac/mc/mc0/dimm0/size', '16384')
    put('sys/devices/system/edac/mc/mc0/uevent', 'A=1\nB=2\n')
    put('sys/devices/system/node/node1/memory_failure/total', '3\n')
    put('var/log/messages', 'a line\n')
    expect(await open()).toEqual([
      {
        name: 'sys/devices/system/ (5 values)',
        text: [
          'sys/devices/system/edac/mc/mc0/ce_count:5',
          'sys/devices/system/edac/mc/mc0/dimm0/dimm_label:CPU_SrcID#0_MC#0_Chan#0_DIMM#0',
          'sys/devices/system/edac/mc/mc0/dimm0/size:16384',
          'sys/devices/system/edac/mc/mc0/seconds_since_reset:864000',
          'sys/devices/system/node/node1/memory_failure/total:3',
          '',
        ].join('\n'),
      },
      {name: 'sys/devices/system/edac/mc/mc0/uevent', text: 'A=1\nB=2\n'},
      {name: 'var/log/messages', text: 'a line\n'},
    ])
  })

  it('keep machines apart', async () => {
    put('rx01/mc0/ce_count', '5\n')
    put('rx02/mc0/ce_count', '6\n')
    expect((await open()).map(({text}) => text)).toEqual(['rx01/mc0/ce_count:5\n', 'rx02/mc0/ce_count:6\n'])
  })

  it('may be given alone, be empty, and never grow', async () => {
    put('mc0/ue_count', '')
    put('odd\nline/mc0/ce_count', '1\n')
    put('mc0/ce_count', `${'7'.repeat(5000)}\nmore`)
    const [count] = await open('mc0/ce_count')
    expect(count?.text).toBe(`mc0/ce_count:${'7'.repeat(4096)}\n`)
    expect((await open('mc0/ue_count'))[0]?.text).toBe('mc0/ue_count:\n')
    expect((await open('odd\nline'))[0]?.text).toBe('odd?line/mc0/ce_count:1\n')
  })
})

describe('parts of a saved kernel log', () => {
  it('are joined by what stands in them, the oldest lines first', async () => {
    put('pstore/dmesg-efi-169701240001001', 'Panic#1 Part1\n<0>[ 812.4] Kernel panic\n')
    put('pstore/dmesg-efi-169701240002001', 'Panic#1 Part2\n<6>[ 812.3] before\n')
    put('pstore/renamed.txt', 'Panic#1 Part3\n<6>[ 812.2] first\n')
    put('pstore/notes.txt', 'Panic in the office\n')
    expect(await open()).toEqual([
      {
        name: 'pstore/dmesg-efi-169701240001001 and 2 more parts',
        text: '<6>[ 812.2] first\n<6>[ 812.3] before\n<0>[ 812.4] Kernel panic\n',
      },
      {name: 'pstore/notes.txt', text: 'Panic in the office\n'},
    ])
  })

  it('of two dumps and of two boots stay apart', async () => {
    put('a/1', 'Oops#1 Part1\noops\n')
    put('a/2', 'Panic#2 Part1\npanic\n')
    put('a/3', 'Panic#2 Part1\npanic of another boot\n')
    put('a/4', 'Panic#2 Part2\nits older part\n')
    put('b/1', 'Panic#2 Part3\nin another folder\n')
    expect((await open()).map(({text}) => text)).toEqual([
      'oops\n',
      'panic\n',
      'its older part\npanic of another boot\n',
      'in another folder\n',
    ])
  })

  it('compressed by whoever saved them are left as they are', async () => {
    put('a/1.gz', gzipSync('Panic#1 Part1\nnewest\n'))
    put('a/2.gz', gzipSync('Panic#1 Part2\nolder\n'))
    expect((await open()).map(({text}) => text)).toEqual(['Panic#1 Part1\nnewest\n', 'Panic#1 Part2\nolder\n'])
  })
})
