import {loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {readRecords} from '../read-records.js'
import type {EvidenceLine, RecordOrigin} from '../records/hardware-error-record.js'
import {printable} from '../report/format.js'
import type {BaseCommand} from './_base-command.js'
import {readOptions} from './_read-options.js'
import {scanThreads, type ThreadFlags} from './_scan-threads.js'

interface Claim {
  readonly dialect: string
  readonly first: EvidenceLine
  readonly count: number
}

/** Prints, for each input, its wrapper and each dialect with the number of records and the first line that is its. */
export async function runDetect(
  command: BaseCommand,
  paths: readonly string[],
  flags: ThreadFlags & {json: boolean; quiet: boolean; 'unpack-limit'?: readonly string[] | undefined},
): Promise<number> {
  const options = await readOptions(command, paths, {'unpack-limit': flags['unpack-limit']})
  const contributions = await loadContributions(options.pluginRoots)
  const claims = new Map<string, Claim>()
  const add = ({dialect, evidence}: RecordOrigin) => {
    const [first] = evidence
    if (first === undefined) return
    const key = `${first.position.input} ${dialect}`
    const known = claims.get(key)
    claims.set(key, {dialect, first: known?.first ?? first, count: (known?.count ?? 0) + 1})
  }
  const {inputs, notices, lost} = await readRecords(
    {...options, ...scanThreads(command, flags), hashes: false},
    contributions,
    {
      addFact: add,
      addRecord: add,
    },
  )
  const found = inputs.map((input, index) => ({
    name: input.name,
    bytes: input.bytes,
    lines: input.lines,
    ...(input.envelope === undefined ? {} : {envelope: input.envelope}),
    dialects: [...claims.values()]
      .filter(claim => claim.first.position.input === index)
      .map(({dialect, first, count}) => ({
        id: dialect,
        count,
        line: first.position.line,
        because: printable(first.text),
      })),
  }))
  if (flags.json) command.log(JSON.stringify({inputs: found, notices}, null, 2))
  else
    for (const {name, lines, envelope, dialects} of found) {
      command.log(
        `${printable(name)}: ${command.say(`${lines} lines, ${envelope === undefined ? 'no wrapper recognised' : `wrapper ${envelope}`}`)}`,
      )
      for (const {id, count, line, because} of dialects)
        command.log(
          `  ${id}: ${command.say(`${count} ${count === 1 ? 'record or fact' : 'records and facts'}, first at line ${line}`)}: ${because.slice(0, 100)}`,
        )
      if (dialects.length === 0)
        command.log(`  ${command.say('nothing about hardware errors or the platform was recognised')}`)
    }
  if (!flags.quiet) for (const notice of notices) command.tellNotice(notice)
  if (inputs.length === 0) return EXIT.nothingRead
  return lost ? EXIT.partlyRead : EXIT.done
}
