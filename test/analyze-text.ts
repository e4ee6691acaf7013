import {type AnalyzeResult, analyze} from '../src/analyze.js'
import type {AnalyzeOptions, WhatIf} from '../src/analyze-options.js'

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  if (bytes.length > 0) yield bytes
}

/** Runs the whole pipeline on bytes as if they came through standard input. */
export function analyzeText(
  text: string | Uint8Array,
  whatIfs: readonly WhatIf[] = [],
  options: Partial<AnalyzeOptions> = {},
): Promise<AnalyzeResult> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return analyze({
    paths: ['-'],
    stdin: once(bytes),
    nowMs: Date.UTC(2026, 10, 25),
    version: '0.0.0-test',
    pluginRoots: [],
    whatIfs,
    seed: 1,
    draws: 200,
    ...options,
  })
}
