/** The number with so many significant digits, two unless told: more would claim knowledge a few incidents cannot give. */
export function roundSignificant(value: number, digits = 2): number {
  return Number.isFinite(value) && value !== 0 ? Number(value.toPrecision(digits)) : value
}
