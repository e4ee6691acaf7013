import type {Source} from './source.js'

// The kernel tells counters and settings as files of one value each: their path is half of what they say.
//   /sys/devices/system/edac/mc/mc0/csrow0/ch0_ce_count
//   /sys/devices/system/edac/mc/mc0/dimm3/dimm_label
//   /sys/devices/system/node/node1/memory_failure/total
//   /sys/devices/system/machinecheck/machinecheck0/check_interval

const CONTROLLER =
  '(?:edac/)?(?:mc/)?mc\\d{1,4}/(?:ce_count|ue_count|[cu]e_noinfo_count|seconds_since_reset|mc_name|size_mb|max_location|sdram_scrub_rate|csrow\\d{1,4}/(?:[cu]e_count|size_mb|(?:mem|dev)_type|edac_mode|ch\\d{1,2}_(?:[cu]e_count|dimm_label))|(?:dimm|rank)\\d{1,4}/(?:size|dimm_(?:[cu]e_count|label|location|(?:mem|dev)_type|edac_mode)))'
const NODE = '(?:node/)?node\\d{1,4}/memory_failure/(?:total|recovered|ignored|failed|delayed)'
const BANKS =
  'machinecheck/machinecheck\\d{1,4}/(?:bank\\d{1,3}|check_interval|tolerant|trigger|monarch_timeout|ignore_ce|dont_log_ce|cmci_disabled|print_all)'

const VALUE_FILE = new RegExp(`^(.*?(?:^|[/!]))(?:${CONTROLLER}|${NODE}|${BANKS})$`, 's')

/** The folder above a file of one value, with its last slash; undefined for any other file. */
export const valueFolder = (name: string): string | undefined => VALUE_FILE.exec(name.replaceAll('\\', '/'))?.[1]

/** Bytes of one value: the kernel gives a page at most. */
const MOST_BYTES = 4096

async function firstLine(source: Source): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of source.read()) {
    parts.push(chunk.subarray(0, MOST_BYTES - size))
    size += chunk.length
    if (size >= MOST_BYTES) break
  }
  const whole = Buffer.concat(parts)
  const end = whole.indexOf('\n')
  return end < 0 ? whole : whole.subarray(0, end)
}

/** A name as part of a line: a name may hold line breaks. */
const onOneLine = (name: string): string => name.replace(/\p{Cc}/gu, '?')

async function* lines(sources: readonly Source[]): AsyncIterable<Uint8Array> {
  for (const source of sources)
    yield Buffer.concat([Buffer.from(`${onOneLine(source.name)}:`), await firstLine(source), Buffer.from('\n')])
}

/** Files of one value as one source, `path:value` on a line each. */
export const joinValues = (folder: string, sources: readonly Source[]): Source => ({
  name: `${folder} (${sources.length} ${sources.length === 1 ? 'value' : 'values'})`,
  ...newestOf(sources),
  read: () => lines(sources),
  notices: () => sources.flatMap(source => source.notices()),
})

/** The latest of the sources' times. */
export const newestOf = (sources: readonly Source[]): Pick<Source, 'mtimeMs'> => {
  const times = sources.flatMap(({mtimeMs}) => mtimeMs ?? [])
  return times.length === 0 ? {} : {mtimeMs: Math.max(...times)}
}
