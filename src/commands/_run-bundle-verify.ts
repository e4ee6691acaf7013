import {readFile} from 'node:fs/promises'
import {EXIT} from '../exit-codes.js'
import {hashBytes, unzipBytes} from '../io/zip.js'
import {MANIFEST, readManifest} from '../report/bundle/bundle-manifest.js'
import {type BundleFinding, checkBundle, isBreach} from '../report/bundle/check-bundle.js'
import {printable, shorten} from '../report/format.js'
import type {BaseCommand} from './_base-command.js'
import {hashOriginals} from './_hash-originals.js'
import {reasonOf} from './_reason-of.js'

const STATES: Readonly<Record<BundleFinding['state'], string>> = {
  matches: '✔ matches',
  differs: '✖ differs from its hash',
  missing: '✖ is missing',
  'not-listed': '✖ is not in the manifest',
  'not-an-original': '✖ is none of the originals',
  'original-not-given': '– original, not given here',
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function filesIn(command: BaseCommand, path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytes = await readFile(path).catch(() => command.refuse(`cannot read the bundle ${path}: is the path right?`))
  try {
    return unzipBytes(bytes)
  } catch (failure) {
    return command.refuse(`${path} is no bundle, or was damaged on its way: ${reasonOf(failure)}. Fetch it again.`)
  }
}

/** Checks a bundle against its manifest, and originals against it; returns 10 when anything differs. */
export async function runBundleVerify(
  command: BaseCommand,
  path: string,
  originals: readonly string[],
  flags: {readonly json: boolean},
): Promise<number> {
  const files = await filesIn(command, path)
  const told = files.get(MANIFEST)
  const manifest = told === undefined ? undefined : readManifest(parsed(new TextDecoder().decode(told)))
  if (manifest === undefined) return command.refuse(`${path} is no bundle of mirrorcheck: it has no ${MANIFEST}`)
  const {files: given, problems} = await hashOriginals(originals)
  const [problem] = problems.filter(({lost}) => lost)
  if (problem !== undefined) return command.refuse(`${problem.name}: ${problem.message}`)
  const found = [...files].map(([name, bytes]) => ({name, ...hashBytes(bytes)}))
  const findings = checkBundle(manifest, found, given)
  if (flags.json) command.log(JSON.stringify({schema: 'mirrorcheck/bundle-check/1', findings}, undefined, 2))
  else
    for (const {name, state} of findings) command.log(`${command.say(STATES[state])}  ${shorten(printable(name), 200)}`)
  return findings.some(isBreach) ? EXIT.threshold : EXIT.done
}
