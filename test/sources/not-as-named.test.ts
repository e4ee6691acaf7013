import {gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {openAll, workFolder} from './archives.js'

const {path: folder, put, run} = workFolder()
const LINE = 'Nov 23 04:12:09 db7 kernel: line\n'
const packed = gzipSync(LINE)

const open = (name: string) => openAll(folder, [`${folder}/${name}`])

describe('a file whose name tells of a compression', () => {
  it.each([
    ['with a damaged beginning', Buffer.concat([Buffer.from([0x1f, 0x8a]), packed.subarray(2)])],
    ['cut to nothing', Buffer.alloc(0)],
  ])('%s is said to be lost', async (_, bytes) => {
    put('kern.log.1.gz', bytes)
    expect((await open('kern.log.1.gz')).notices).toEqual(['kern.log.1.gz: not-as-named lost'])
  })

  it('is said in an archive, too', async () => {
    put('in/messages.xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0, 0, 0]))
    run('tar', '-cf', 'in.tar', 'in')
    expect((await open('in.tar')).notices).toEqual(['in.tar!/in/messages.xz: not-as-named lost'])
  })

  it('and holds text is read; so is what was packed in it, whatever that is', async () => {
    put('plain.gz', LINE)
    put('binary.gz', gzipSync(Buffer.from([0, 1, 2, 3])))
    expect(await open('plain.gz')).toMatchObject({texts: {'plain.gz': LINE}, notices: []})
    expect((await open('binary.gz')).notices).toEqual([])
  })
})
