import {onceFor} from '../bits/once-for.js'
import type {EnvelopeForm, Peeled} from './define-envelope.js'
import type {Envelope, LogTime} from './log-line.js'

/** Wrappers inside one another that are taken off: a collector's stamp, syslog, printk level, dmesg stamp. */
const MOST_LAYERS = 4

const WORTH: Readonly<Record<LogTime['basis'], number>> = {zoned: 4, local: 3, 'no-year': 2, monotonic: 1, none: 0}

/** The better clock of the two, the outer one of equals; an uptime from either. */
const mergeTimes = (outer: LogTime, inner: LogTime): LogTime => {
  const better = WORTH[inner.basis] > WORTH[outer.basis] ? inner : outer
  const uptimeSeconds = inner.uptimeSeconds ?? outer.uptimeSeconds
  return {...better, ...(uptimeSeconds === undefined ? {} : {uptimeSeconds})}
}

/** Two wrappers as one: named for the one whose clock is told; of what both say, the outer one's word counts. */
export const mergeEnvelopes = (outer: Envelope, inner: Envelope): Envelope => ({
  ...inner,
  ...outer,
  id: WORTH[inner.time.basis] > WORTH[outer.time.basis] ? inner.id : outer.id,
  time: mergeTimes(outer.time, inner.time),
})

const BARE: Envelope = {id: 'bare', time: {basis: 'none'}}

/** An inner wrapper that names a program or host again is no wrapper but text. */
export const mayStandInside = (outer: Envelope | undefined, inner: Envelope): boolean =>
  outer === undefined ||
  ((outer.program === undefined || inner.program === undefined) &&
    (outer.host === undefined || inner.host === undefined))

/** Takes the wrappers off the lines of one input. */
export interface Peeler {
  /** The envelope (`bare` when there is none) and the message behind it. */
  peel(line: string): {readonly envelope: Envelope; readonly message: string}
  /** The envelope of a line whose neighbours are not known. */
  peelApart(line: string): Envelope
}

/** Characters for which the forms are told apart. */
const ASCII = 128

/** Forms that a line may wear, in the order in which they are tried. */
type FormsFor = (line: string) => readonly EnvelopeForm[]

const sortForms = (forms: readonly EnvelopeForm[]): FormsFor => {
  const ordered = [...forms].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  const byFirst: (readonly EnvelopeForm[])[] = []
  return line => {
    const code = line.charCodeAt(0)
    if (!(code < ASCII)) return line === '' ? [] : ordered
    byFirst[code] ??= ordered.filter(({first}) => first === undefined || first.test(line.charAt(0)))
    return byFirst[code]
  }
}

/** Sorted once for all inputs. */
const formsFor = onceFor(sortForms)

/**
 * A peeler over the given forms, tried by `order` and id. The form that fitted last is tried first: forms exclude each
 * other, so this changes nothing but speed.
 */
export const createPeeler = (forms: readonly EnvelopeForm[]): Peeler => {
  const mayWear = formsFor(forms)
  const lastForms: (EnvelopeForm | undefined)[] = []
  /** A head line's envelope, for the line below it. */
  let announced: Envelope | undefined

  const tryForms = (line: string, layer: number): Peeled | undefined => {
    const last = lastForms[layer]
    const quick = last?.peel(line)
    if (quick) return quick
    for (const form of mayWear(line)) {
      const found = form === last ? undefined : form.peel(line)
      if (!found) continue
      lastForms[layer] = form
      return found
    }
    return undefined
  }

  const peelLayer = (line: string, layer: number): Peeled | undefined => {
    const found = tryForms(line, layer)
    if (found || !/^\s/.test(line)) return found
    return tryForms(line.trimStart(), layer)
  }

  const peelAll = (line: string): Peeled => {
    let peeled: Peeled | undefined
    for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
      const found = peelLayer(peeled?.message ?? line, layer)
      if (!found || !mayStandInside(peeled?.envelope, found.envelope)) break
      peeled = peeled ? {...found, envelope: mergeEnvelopes(peeled.envelope, found.envelope)} : found
    }
    return peeled ?? {envelope: BARE, message: line}
  }

  return {
    peelApart: line => peelAll(line).envelope,
    peel(line) {
      const {envelope, message, announces} = peelAll(line)
      const above = announced
      announced = announces ? envelope : undefined
      const whole =
        above && envelope.time.epochMs === undefined && !announces
          ? {...mergeEnvelopes(envelope, above), id: envelope.id === 'bare' ? above.id : envelope.id}
          : envelope
      return {envelope: whole, message}
    },
  }
}
