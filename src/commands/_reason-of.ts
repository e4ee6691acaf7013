/** A failure in words. */
export const reasonOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure))
