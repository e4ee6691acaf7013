/** MCG_STATUS.MCIP: a machine check is in progress (SDM vol. 3B, 16.3.1.2). */
const MCIP = 4n

/** Whether the record comes from an exception rather than from polling; undefined where MCG_STATUS was not told. */
export const inException = (mcgstatus: bigint | undefined): boolean | undefined =>
  mcgstatus === undefined ? undefined : (mcgstatus & MCIP) !== 0n
