/** Bits `high` … `low` of a register that decoders cut differently. */
const cut = (raw: bigint, high: number, low: number): number =>
  Number((raw >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n))

const hex = (value: number): string => `0x${value.toString(16)}`

/** Who reads a field how. */
interface Contest {
  readonly field: string
  readonly readings: readonly (readonly [by: string, value: number])[]
}

/** DRAM fields of a Sapphire Rapids MISC as mcelog v208, rasdaemon v0.8.5 and Linux i10nm_edac cut them. */
function dramContests(misc: bigint): readonly Contest[] {
  const linuxGroup = cut(misc, 38, 37) | (cut(misc, 41, 41) << 2)
  return [
    {
      field: 'row',
      readings: [
        ['mcelog and rasdaemon', cut(misc, 39, 19)],
        ['Linux i10nm_edac', cut(misc, 36, 19)],
      ],
    },
    {
      field: 'bank',
      readings: [
        ['mcelog and Linux i10nm_edac', cut(misc, 40, 39)],
        ['rasdaemon', cut(misc, 43, 42)],
      ],
    },
    {
      field: 'bank group',
      readings: [
        ['mcelog and Linux i10nm_edac', linuxGroup],
        ['rasdaemon', cut(misc, 41, 40) | (cut(misc, 44, 44) << 2)],
      ],
    },
    {
      field: 'rank within the slot',
      readings: [
        ['mcelog and rasdaemon', cut(misc, 57, 56)],
        ['Linux i10nm_edac', cut(misc, 57, 57)],
      ],
    },
    {
      field: 'failing device',
      readings: [
        ['mcelog', cut(misc, 48, 43)],
        ['rasdaemon', cut(misc, 51, 46)],
      ],
    },
  ]
}

/** A contest in words; where all readings give one value, nothing is at stake in this record. */
function told({field, readings}: Contest): string {
  const [first] = readings
  if (first !== undefined && readings.every(([, value]) => value === first[1]))
    return `${field} is ${hex(first[1])} in every public decoder, though they read different bits`
  return `contested: ${field} is ${readings.map(([by, value]) => `${hex(value)} (${by})`).join(' or ')}`
}

/** Both readings of every contested DRAM field of a Sapphire Rapids channel, so that nobody takes one for granted. */
export const contestedDram = (misc: bigint | undefined): readonly string[] =>
  misc === undefined ? [] : dramContests(misc).map(told)

/** Both readings of the row of an HBM channel: mcelog alone decodes it, and lets it overlap bank and bank group. */
export const contestedHbm = (misc: bigint | undefined): readonly string[] =>
  misc === undefined
    ? []
    : [
        told({
          field: 'row',
          readings: [
            ['mcelog', cut(misc, 39, 19)],
            ['without the bits of bank and bank group', cut(misc, 36, 19)],
          ],
        }),
      ]
