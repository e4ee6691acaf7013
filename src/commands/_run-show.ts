import {analyze} from '../analyze.js'
import type {AnalyzeOptions} from '../analyze-options.js'
import {loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {writeWhole} from '../io/write-reports.js'
import {checkLayout} from '../mirror/check-layout.js'
import type {MirrorLayout} from '../mirror/layout.js'
import {type LayoutStory, layoutPage} from '../report/layout-page.js'
import type {BaseCommand} from './_base-command.js'

type Asker = Pick<BaseCommand, 'refuse' | 'log' | 'logToStderr' | 'askPluginRoots' | 'say'>

const storyOf = (layout: MirrorLayout, remarks: readonly string[] = []): LayoutStory => ({
  layout,
  findings: checkLayout(layout),
  remarks,
})

async function writePicture(asker: Asker, path: string, layout: MirrorLayout): Promise<void> {
  if (!path.endsWith('.svg')) return asker.refuse(`-o ${path}: the drawing is written as .svg`)
  const {layoutPicture} = await import('../report/layout-picture.js')
  const charts = (await loadContributions(asker.askPluginRoots())).charts
  const chart = await charts.find(({id}) => id === 'address-map')?.load()
  const svg = chart === undefined ? undefined : await layoutPicture({id: layout.name, layout}, chart)
  if (svg === undefined) return asker.refuse(`-o ${path}: this layout has no address map to draw`)
  await writeWhole(path, svg).catch((error: Error) => asker.refuse(`cannot write ${path}: ${error.message}`))
  asker.logToStderr(`wrote ${path}`)
}

async function show(asker: Asker, stories: readonly LayoutStory[], output: string | undefined): Promise<void> {
  asker.log(stories.map(story => layoutPage(story, text => asker.say(text))).join('\n\n'))
  const [first, ...others] = stories
  if (output === undefined || first === undefined) return
  if (others.length > 0) return asker.refuse(`-o ${output}: there are ${stories.length} hosts; choose one with --host`)
  await writePicture(asker, output, first.layout)
}

/** Shows a layout file. */
export async function showFile(asker: Asker, layout: MirrorLayout, output: string | undefined): Promise<number> {
  await show(asker, [storyOf(layout)], output)
  return EXIT.done
}

/** Shows the layout of every host of the logs. */
export async function showFromLogs(asker: Asker, options: AnalyzeOptions, output: string | undefined): Promise<number> {
  const {analysis, inputsRead, lost} = await analyze({...options, whatIfs: []})
  const stories = analysis.hosts.flatMap(({id, layout, layoutRemarks}) =>
    layout === undefined ? [] : [storyOf({...layout, name: id}, layoutRemarks)],
  )
  if (stories.length === 0) {
    asker.logToStderr(
      'mirrorcheck: no boot messages were found: give the log of a whole boot (dmesg, journalctl -k -b), best booted with efi=debug',
    )
    return EXIT.nothingRead
  }
  await show(asker, stories, output)
  if (inputsRead === 0) return EXIT.nothingRead
  return lost ? EXIT.partlyRead : EXIT.done
}
