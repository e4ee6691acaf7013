const [ZERO, NINE] = [0x30, 0x39]

/** Whether a byte of a text is an ASCII digit; none is at its end. */
export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE
