import type {MemoryError} from '../../errors/memory-error.js'
import {isDimmUnit} from '../../errors/memory-unit.js'
import type {ErrorSpan} from '../define-rule.js'
import {isUncorrected} from '../error-nature.js'
import {spanOf, spansMeet} from '../span.js'

/** True when one record tells of an uncorrected first copy and another of an uncorrected second copy of the same line. */
export function bothCopiesBad(
  origin: MemoryError,
  nearby: readonly MemoryError[],
  span: ErrorSpan | undefined,
): boolean {
  const bad = [origin, ...nearby].filter(
    error => isUncorrected(error) && isDimmUnit(error) && spansMeet(spanOf(error), span),
  )
  const onSecond = bad.some(({mirrorEvidence}) => mirrorEvidence === 'secondary')
  const onFirst = bad.some(error => error.mirrorEvidence !== 'secondary' && error.basis === 'registers')
  return onSecond && onFirst
}
