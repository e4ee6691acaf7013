/** Exit codes of the contract: what each ending of a run means to scripts. */
export const EXIT = {done: 0, internal: 1, wrongUse: 2, nothingRead: 3, partlyRead: 4, threshold: 10} as const
