const decimal = (bcd: number): number | undefined =>
  (bcd & 15) > 9 || bcd >> 4 > 9 ? undefined : (bcd >> 4) * 10 + (bcd & 15)

const byteOf = (value: bigint, index: number): number => Number((value >> BigInt(8 * index)) & 0xffn)

/**
 * Milliseconds since 1970 of a record's time stamp (UEFI 2.10, table N.1), read as if its clock were UTC: the zone is
 * not told. Undefined when a digit is no decimal one or the date does not exist.
 */
export function momentOfBcd(stamp: bigint): number | undefined {
  const [second, minute, hour, day, month, year, century] = [0, 1, 2, 4, 5, 6, 7].map(index =>
    decimal(byteOf(stamp, index)),
  )
  if (second === undefined || minute === undefined || hour === undefined || century === undefined) return undefined
  if (day === undefined || month === undefined || year === undefined || day < 1 || month < 1 || month > 12)
    return undefined
  const moment = new Date(Date.UTC(century * 100 + year, month - 1, day, hour, minute, second))
  return moment.getUTCDate() === day && hour < 24 && minute < 60 ? moment.getTime() : undefined
}
