import {createHash} from 'node:crypto'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, describe, expect, it} from 'vitest'
import {hashBeside, hashContent} from '../../src/fleet/hash-content.js'

const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-hash-'))
afterAll(() => rmSync(folder, {recursive: true}))

const script = fileURLToPath(new URL('../../dist/hash-worker.js', import.meta.url))
const text = Buffer.alloc(33 * 2 ** 20, 'Jan  3 00:00:01 rx01 kernel: EDAC MC0: 1 CE memory read error\n')
const path = join(folder, 'large.log')
writeFileSync(path, text)
const files = [{path, bytes: text.length}]

describe('the hash of an input', () => {
  const expected = createHash('sha256').update(`"" ${text.length}\n`).update(text).digest('hex')

  it('is the same here, in a thread, and where no thread can be had', async () => {
    const order = {name: path, files}
    expect(hashContent(order)).toBe(expected)
    expect(await hashBeside(order, script)).toBe(expected)
    expect(await hashBeside(order, join(folder, 'missing.js'))).toBe(expected)
  })

  it('hangs on names within a folder, not on where it lies, and tells files that cannot be read', () => {
    const inFolder = hashContent({name: folder, files})
    expect(inFolder).not.toBe(expected)
    const gone = {path: join(folder, 'gone.log'), bytes: 0}
    const unread = createHash('sha256').update('"gone.log" 0\n').update('unread ENOENT').digest('hex')
    expect(hashContent({name: folder, files: [gone]})).toBe(unread)
  })
})
