import {type Codes, span} from './_coded-bank.js'

/** Instruction fetch of family 15h, by extended code (BKDG 42301, MC1 error signatures; Linux mce_amd.c). */
export const FAMILY_15H_FETCH: Codes = {
  0: 'uncorrectable error while a line came from the L2 on demand',
  1: 'data parity error on a fetch',
  2: 'valid bit parity error',
  3: 'main tag parity error',
  4: 'prediction queue parity error',
  5: 'prefetch buffer data or address parity error',
  6: 'branch status register parity error',
  7: 'prefetch buffer promotion address error',
  8: 'tag error on a probe or eviction',
  9: 'probe tag valid bit parity error',
  10: 'prefetch buffer non-cacheable bit parity error',
  13: 'prefetch buffer valid bit parity error',
  16: 'microcode patch buffer error',
  17: 'decoder micro-op queue parity error',
  18: 'decoder instruction buffer parity error',
  19: 'decoder predecode buffer parity error',
  20: 'decoder fetch address queue parity error',
  21: 'decoder dispatch micro-op queue parity error',
}

/** L2 and its queues in family 15h, by extended code (BKDG 42301, MC2 error signatures; Linux mce_amd.c). */
export const FAMILY_15H_L2: Codes = {
  4: 'ECC error on a data fill',
  5: 'parity error on an instruction fill',
  6: 'prefetcher request queue parity error',
  7: 'probe queue address parity error',
  8: 'probe queue data parity error',
  9: 'write coalescing cache tag ECC error',
  10: 'write coalescing cache data ECC error',
  11: 'write combining buffer data parity error',
  12: 'victim buffer data ECC or parity error',
  16: 'L2 tag ECC error',
  17: 'hard L2 tag ECC error',
  18: 'L2 tag hit in several ways',
  19: 'transaction address buffer parity error',
  20: 'probe buffer address parity error',
}

/** Execution unit, retirement and reorder buffer, by extended code; families before 15h know only the first. */
export const FAMILY_15H_EXECUTION: Codes = {
  0: 'watchdog time-out: no instruction retired',
  1: 'wake-up array destination tag parity error',
  2: 'address generator payload array parity error',
  3: 'execution payload array parity error',
  4: 'immediate and displacement array parity error',
  5: 'retire dispatch queue parity error',
  6: 'mapper checkpoint array parity error',
  ...span(7, 8, 'physical register file parity error, execution port'),
  ...span(9, 10, 'physical register file parity error, address port'),
  11: 'flag register file parity error',
  12: 'decode error that could not be corrected',
  13: 'retire status queue parity error',
}

/** Floating-point unit, by extended code. */
export const FLOATING_POINT: Codes = {
  0: 'hardware assertion',
  1: 'free list parity error',
  2: 'physical register file parity error',
  3: 'retire queue parity error',
  4: 'scheduler table parity error',
  5: 'status register file parity error',
}
