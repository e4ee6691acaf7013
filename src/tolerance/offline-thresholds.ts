/** When a program takes memory out of use for its corrected errors, as it comes. */
export interface OfflineThreshold {
  readonly who: string
  /** What it counts by and takes out. */
  readonly scope: 'page' | 'row'
  /** Corrected errors within the window. */
  readonly errors: number
  readonly windowSeconds: number
  /** False: it only counts until somebody turns it on. */
  readonly on: boolean
  readonly cites: string
}

const DAY = 86_400

/** Defaults of the programs that count corrected errors, the most eager first. */
export const OFFLINE_THRESHOLDS: readonly OfflineThreshold[] = [
  {
    who: 'mcelog',
    scope: 'page',
    errors: 10,
    windowSeconds: DAY,
    on: true,
    cites: 'mcelog mcelog.conf, [page] memory-ce-threshold = 10 / 24h, memory-ce-action = soft',
  },
  {
    who: 'rasdaemon',
    scope: 'page',
    errors: 50,
    windowSeconds: DAY,
    on: true,
    cites: 'rasdaemon misc/rasdaemon.env, PAGE_CE_THRESHOLD="50", PAGE_CE_REFRESH_CYCLE="24h"',
  },
  {
    who: 'the kernel’s collector',
    scope: 'page',
    errors: 1023,
    windowSeconds: DAY,
    on: true,
    cites: 'Linux drivers/ras/cec.c, action_threshold = COUNT_MASK (10 bits), decay interval 24 hours',
  },
  {
    who: 'rasdaemon’s row isolation',
    scope: 'row',
    errors: 50,
    windowSeconds: DAY,
    on: false,
    cites: 'rasdaemon misc/rasdaemon.env, ROW_CE_THRESHOLD="50", ROW_CE_ACTION="off"',
  },
]
