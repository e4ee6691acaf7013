import {resolve} from 'node:path'
import {loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {datasetState} from '../fleet/dataset-folder.js'
import {rollUp} from '../fleet/roll-up.js'
import type {ReportDocument} from '../report/document.js'
import type {Fleet} from '../report/fleet/fleet.js'
import {fleetDocument} from '../report/fleet/fleet-document.js'
import type {BaseCommand} from './_base-command.js'
import {redactRollUp} from './_redact.js'
import {chooseOwnRenderers, type OutputFlags, writeFaces} from './_run-analysis.js'

/** What the user chose of a roll-up. */
export interface FleetFlags extends Omit<OutputFlags, 'fail-on'> {
  readonly 'fleet-size'?: number | undefined
}

/** Wrong use when the folder is no dataset. */
async function checkDataset(command: BaseCommand, folder: string): Promise<void> {
  const state = await datasetState(folder).catch((error: Error) => error.message)
  if (state === 'dataset') return
  const why =
    state === 'missing'
      ? 'there is no such folder'
      : state === 'foreign' || state === 'empty'
        ? 'it holds no dataset'
        : state
  command.refuse(`${folder}: ${why}; make one with \`mirrorcheck batch PATH… --out ${folder}\``)
}

function exitCode({inputs, gaps}: Fleet): number {
  if (inputs.read + inputs.partlyRead === 0) return EXIT.nothingRead
  return gaps.length > 0 ? EXIT.partlyRead : EXIT.done
}

/** Rolls a dataset up and writes every face; returns the exit code of the contract. */
export async function runFleet(command: BaseCommand, folder: string, flags: FleetFlags): Promise<number> {
  const fleetSize = flags['fleet-size']
  await checkDataset(command, folder)
  const parts = await loadContributions(command.askPluginRoots())
  const chosen = await chooseOwnRenderers(command, parts, flags.output, 'a roll-up')
  const fleet = await rollUp(resolve(folder), {dataset: folder, version: command.askVersion(), fleetSize})
  const {estimate} = fleet.rate
  if (fleetSize !== undefined && 'refused' in estimate) command.refuse(estimate.refused)
  const shown = await redactRollUp(command, fleet, flags)
  const document: ReportDocument = fleetDocument(shown, parts.charts)
  await writeFaces(command, async (renderer, options) => renderer.render(document, options), parts, flags, chosen)
  return exitCode(fleet)
}
