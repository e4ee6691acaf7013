/**
 * Stands in a stream of bytes where a live one fell silent: an empty chunk, told apart from others by being this very
 * one. Readers that hold something back pass it on then.
 */
export const SILENCE: Uint8Array = new Uint8Array(0)
