/** Bank → controller and channel of the Skylake-SP family; the third channels were added behind (mcelog skylake_xeon.c). */
export const SKX_CHANNELS: Readonly<Record<number, {readonly imc: number; readonly channel: number}>> = {
  13: {imc: 0, channel: 0},
  14: {imc: 0, channel: 1},
  15: {imc: 1, channel: 0},
  16: {imc: 1, channel: 1},
  17: {imc: 0, channel: 2},
  18: {imc: 1, channel: 2},
}

/** MSCOD 0x08nn of those banks: errors inside the controller, by number. */
export const SKX_INTERNAL_CODES: Readonly<Record<number, string>> = {
  0: 'request of an unknown type',
  1: 'read response for an entry that is not in use',
  2: 'read response that nobody expected',
  3: 'DDR4 completion for an entry that is not in use',
  4: 'completion for an entry that is not in use',
  5: 'completion queue overflow',
  6: 'corrected parity error of the link to the memory module',
  7: 'uncorrected error of the link to the memory module',
  8: 'interrupt while the one before was not acknowledged',
  9: 'overflow of the identifier queue',
  10: 'write credit error',
  11: 'read credit error',
  12: 'scheduler error',
  13: 'error event of the memory module',
}
