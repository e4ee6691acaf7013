/** Four bytes of each literal, one character a byte, by the bucket they stand in. */
export const FINGERPRINTS: readonly (readonly string[])[] = [[]]
