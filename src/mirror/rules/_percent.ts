/** A share 0 … 1 as people read it, `12.5 %`. */
export const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`
