import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {freshFolder, mirrorcheck, ROOT} from '../cli/run.js'
import {seeded, writeBundles} from './bundles.js'
import {treeOf} from './dataset.js'

/** `MIRRORCHECK_BUNDLES=2000 MIRRORCHECK_KILLS=20 npx vitest run test/fleet/kill.test.ts` is the long form. */
const BUNDLES = Number(process.env.MIRRORCHECK_BUNDLES ?? 100)
const KILLS = Number(process.env.MIRRORCHECK_KILLS ?? 4)

/** Starts a batch and kills it, now with its workers and now alone; true when it had ended before. */
async function startAndKill(args: readonly string[], afterMs: number, whole: boolean): Promise<boolean> {
  const child = spawn(process.execPath, [join(ROOT, 'bin/mirrorcheck.js'), ...args], {stdio: 'ignore', detached: true})
  const ended = new Promise<boolean>(resolve => child.on('exit', code => resolve(code !== null)))
  await new Promise(resolve => setTimeout(resolve, afterMs))
  try {
    if (child.pid !== undefined) process.kill(whole ? -child.pid : child.pid, 'SIGKILL')
  } catch {
    return true
  }
  return ended
}

it(
  'killed at random moments and run again, a batch leaves the bytes of an undisturbed one',
  async () => {
    const folder = freshFolder()
    const bundles = join(folder, 'bundles')
    writeBundles(bundles, BUNDLES)
    const startMs = performance.now()
    const undisturbed = mirrorcheck(['batch', bundles, '--out', join(folder, 'undisturbed'), '--json'])
    const wholeMs = performance.now() - startMs
    expect(undisturbed.code).toBe(4)
    const totals = JSON.parse(undisturbed.out)
    expect(totals.inputs).toBe(BUNDLES)
    expect(totals.outages).toBeGreaterThan(BUNDLES / 20)

    const out = join(folder, 'killed')
    const draw = seeded(Date.now())
    let endedEarly = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      const afterMs = 300 + draw(Math.max(200, (1.5 * wholeMs) / KILLS))
      if (await startAndKill(['batch', bundles, '--out', out], afterMs, kill % 2 === 0)) endedEarly += 1
    }
    expect(endedEarly).toBeLessThan(KILLS)
    const last = JSON.parse(mirrorcheck(['batch', bundles, '--out', out, '--json']).out)
    expect({...last, dataset: '', unchanged: 0}).toEqual({...totals, dataset: '', unchanged: 0})

    const [left, right] = [treeOf(join(folder, 'undisturbed')), treeOf(out)]
    expect([...right.keys()]).toEqual([...left.keys()])
    for (const [name, text] of left) expect(right.get(name) === text, name).toBe(true)
  },
  20 * 60_000,
)
