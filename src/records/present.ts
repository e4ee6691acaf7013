/** An object without its undefined members, which records leave out. */
export const present = <Fields extends object>(
  fields: Fields,
): {[Name in keyof Fields]?: NonNullable<Fields[Name]>} => {
  const kept: {[Name in keyof Fields]?: NonNullable<Fields[Name]>} = {}
  for (const name in fields) {
    const value = fields[name]
    if (value !== undefined && value !== null) kept[name] = value
  }
  return kept
}
