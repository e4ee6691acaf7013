const LEVELS = [0, 1, 2, 3] as const

/** Four codes from `first` on, one a level of the table walk. */
const byLevel = (first: number, words: string): Readonly<Record<number, string>> =>
  Object.fromEntries(LEVELS.map(level => [first + level, `${words}, level ${level}`]))

/** Fault status codes of aborts, bits 5:0 of their syndrome (DDI 0487, ESR_EL1, DFSC and IFSC; Linux arch/arm64/mm/fault.c). */
export const FAULT_CODES: Readonly<Record<number, string>> = {
  ...byLevel(0, 'address size fault'),
  ...byLevel(4, 'translation fault'),
  ...byLevel(8, 'access flag fault'),
  ...byLevel(12, 'permission fault'),
  16: 'synchronous external abort, not on a table walk',
  17: 'synchronous tag check fault',
  19: 'synchronous external abort on a table walk, level -1',
  ...byLevel(20, 'synchronous external abort on a table walk'),
  24: 'synchronous parity or ECC error, not on a table walk',
  27: 'synchronous parity or ECC error on a table walk, level -1',
  ...byLevel(28, 'synchronous parity or ECC error on a table walk'),
  33: 'alignment fault',
  41: 'address size fault, level -1',
  43: 'translation fault, level -1',
  48: 'TLB conflict abort',
  49: 'unsupported atomic hardware update',
  52: 'lockdown',
  53: 'unsupported exclusive or atomic access',
}

/** SET of an abort with code 0x10: the state in which the error left the processor. */
export const SET_CODES: Readonly<Record<number, string>> = {
  0: 'UER: recoverable',
  2: 'UC: uncontainable',
  3: 'UEO: restartable',
}
