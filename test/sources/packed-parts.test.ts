import {deflateRawSync, deflateSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {openAll, workFolder} from './archives.js'

const {path: folder, put, run} = workFolder()

const older = deflateRawSync('Panic#1 Part2\n<4>[  812.3] older\n')
const newer = deflateSync('Panic#1 Part1\n<4>[  812.4] newer\n')
const JOINED = '<4>[  812.3] older\n<4>[  812.4] newer\n'

describe('parts of a saved log that the kernel could not unpack', () => {
  it('are unpacked and joined, in a folder and in an archive', async () => {
    put('pstore/dmesg-efi-170000000002001.enc.z', older)
    put('pstore/dmesg-efi-170000000001001.enc.z', newer)
    run('tar', '-czf', 'pstore.tgz', 'pstore')
    for (const path of ['pstore', 'pstore.tgz']) {
      const {texts, notices} = await openAll(folder, [`${folder}/${path}`])
      expect(Object.values(texts), path).toEqual([JOINED])
      expect(notices, path).toEqual([])
    }
  })

  it('join those that it could', async () => {
    put('mixed/dmesg-erst-7001', 'Panic#1 Part1\n<4>[  812.4] newer\n')
    put('mixed/dmesg-erst-7002.enc.z', older)
    expect(Object.values((await openAll(folder, [`${folder}/mixed`])).texts)).toEqual([JOINED])
  })

  it('in another compression are said to be unread', async () => {
    const name = 'dmesg-efi-170000000003001.enc.z'
    put(`other/${name}`, Buffer.from('28b52ffd2000010000', 'hex'))
    run('tar', '-cf', 'other.tar', 'other')
    expect((await openAll(folder, [`${folder}/other`])).notices).toEqual([`other/${name}: unsupported-format`])
    expect((await openAll(folder, [`${folder}/other.tar`])).notices).toEqual([
      `other.tar!/other/${name}: unsupported-format lost`,
    ])
  })
})
