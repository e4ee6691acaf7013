import {type FileHandle, mkdtemp, open, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/**
 * A copy of the bytes on the disk, open for reading in any order, or undefined when there are more than `limit` of them.
 * The file has no name any more when it is handed over, so that nothing is left behind however the run ends; who receives
 * it closes it.
 */
export const spoolBytes = async (bytes: AsyncIterable<Uint8Array>, limit: number): Promise<FileHandle | undefined> => {
  const folder = await mkdtemp(join(tmpdir(), 'mirrorcheck-spool-'))
  const file = await open(join(folder, 'copy'), 'wx+', 0o600)
  await rm(folder, {recursive: true, force: true})
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > limit) {
      await file.close()
      return undefined
    }
    await file.write(chunk)
  }
  return file
}
