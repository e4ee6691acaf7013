/** Bank numbers of scalable MCA: MCA_IPID, not the number, says what a bank is. */
export const EVERY_BANK: readonly number[] = Array.from({length: 64}, (_, bank) => bank)
