/** A function that makes its answer once for each object it is asked about, and keeps it as long as the object. */
export const onceFor = <Key extends object, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new WeakMap<Key, {readonly value: Value}>()
  return key => {
    const known = made.get(key)
    if (known !== undefined) return known.value
    const value = make(key)
    made.set(key, {value})
    return value
  }
}
