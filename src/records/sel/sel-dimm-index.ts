/** Where a board family writes the module into event data bytes 2 and 3 of its memory events. */
interface DimmIndex {
  readonly board: string
  /** Matched against the sensor's name: boards of other makers use the same bytes otherwise. */
  readonly sensor: RegExp
  /** Event data byte 1, bits 7:4: both further bytes hold the maker's own codes. */
  readonly marker: number
  readonly read: (second: number, third: number) => string
  readonly source: string
}

/** Only what its maker published. The log seldom says which board it is: a reading is kept as words, never as the place. */
const DIMM_INDICES: readonly DimmIndex[] = [
  {
    board: 'E5-2600 or E5-4600 board',
    sensor: /\bMmry ECC Sensor\b/,
    marker: 0xa,
    read: (second, third) => `socket ${third >> 5}, channel ${(third >> 3) & 3}, slot ${third & 7}, rank ${second & 3}`,
    source: 'System Event Log Troubleshooting Guide for E5-4600/2600 boards, Intel G90620, memory ECC sensor',
  },
]

/** What the event data would name on the boards whose makers told how, by board; empty otherwise. */
export const readDimmIndex = (
  sensor: string,
  bytes: readonly [number, number, number] | undefined,
): Readonly<Record<string, string>> => {
  if (bytes === undefined) return {}
  const [first, second, third] = bytes
  const rows = DIMM_INDICES.filter(row => row.sensor.test(sensor) && first >> 4 === row.marker)
  return Object.fromEntries(rows.map(row => [`on an ${row.board}`, row.read(second, third)]))
}
