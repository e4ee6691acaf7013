/**
 * A value under construction: its fields may still be set. Where many are made, fields set one by one are much faster
 * than objects spread into each other.
 */
export type Draft<Type> = {-readonly [Key in keyof Type]: Type[Key]}
