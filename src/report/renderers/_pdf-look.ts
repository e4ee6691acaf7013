import {CHART_MARKS, COLOURS} from '../chart-style.js'
import type {Tone} from '../document.js'

/** The light colours of the page by role, `ink` → `#15191e`. */
const ROLES: ReadonlyMap<string, string> = new Map(
  [...(COLOURS.split('@media')[0] ?? '').matchAll(/--([\w-]+):(#[0-9a-f]{3,6})/g)].map(([, role = '', value = '']) => [
    role,
    value,
  ]),
)

/** A colour by its role. */
export const colourOf = (role: string): string => ROLES.get(role) ?? '#000'

/** The colour of a tone. */
export const toneColour = (tone: Tone): string => colourOf(tone)

interface Rule {
  readonly classes: readonly string[]
  readonly style: Readonly<Record<string, string>>
}

/** The rules of the charts' style: class names and what they set. */
const RULES: readonly Rule[] = [...CHART_MARKS.matchAll(/([^{}]+)\{([^}]*)\}/g)].flatMap(
  ([, selectors = '', body = '']) => {
    const style = Object.fromEntries(
      body.split(';').map(declaration => {
        const [name = '', value = ''] = declaration.split(':')
        return [name.trim(), value.trim()]
      }),
    )
    return selectors.split(',').map(selector => ({classes: selector.trim().split('.').filter(Boolean), style}))
  },
)

/** How a mark is drawn on paper; colours as `#rrggbb`, lengths in pixels. */
export interface MarkLook {
  readonly fill?: string
  readonly stroke?: string
  readonly width: number
  readonly dash?: readonly [number, number]
  readonly bold: boolean
  /** Name of the slanted lines that fill it. */
  readonly hatch?: string
}

const TONES: readonly Tone[] = ['good', 'bad', 'warn', 'neutral']

/** The look of a mark by its class names, as the page would show it in the light. */
export function lookOfMark(look: string): MarkLook {
  const classes = look.split(' ')
  const style: Record<string, string> = {}
  const fitting = RULES.filter(rule => rule.classes.every(name => classes.includes(name)))
  for (const rule of [...fitting].sort((a, b) => a.classes.length - b.classes.length)) Object.assign(style, rule.style)
  const current = colourOf(TONES.find(tone => classes.includes(tone)) ?? 'ink')
  const colour = (value: string | undefined): string | undefined => {
    if (value === undefined || value === 'none') return undefined
    return value === 'currentColor' ? current : (ROLES.get(/^var\(--([\w-]+)\)$/.exec(value)?.[1] ?? '') ?? value)
  }
  const [fill, stroke] = [colour(style.fill), colour(style.stroke)]
  const [on, off] = (style['stroke-dasharray'] ?? '').split(' ').map(Number)
  const hatch = classes.find(name => name.startsWith('hatch-'))?.slice('hatch-'.length)
  return {
    ...(fill === undefined ? {} : {fill}),
    ...(stroke === undefined ? {} : {stroke}),
    width: Number(style['stroke-width'] ?? 1),
    ...(on === undefined || off === undefined || on === 0 ? {} : {dash: [on, off] as const}),
    bold: Number(style['font-weight'] ?? 400) > 500,
    ...(hatch === undefined ? {} : {hatch}),
  }
}
