import {describe, expect, it} from 'vitest'
import {pageStyle} from '../../src/report/renderers/_html-style.js'

const style = pageStyle('db7', 'mirrorcheck')
const [light = '', dark = ''] = [...style.matchAll(/:root\{(?:color-scheme:light dark;)?(--ground[^}]*)\}/g)].map(
  match => match[1],
)

const tokens = (text: string) =>
  new Map([...text.matchAll(/--([a-z-]+):(#[0-9a-f]+)/g)].map(([, name = '', value = '']) => [name, value]))

function luminance(colour: string): number {
  const digits =
    colour.length === 4 ? [...colour.slice(1)].map(digit => digit + digit) : (colour.slice(1).match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0] = digits.map(pair => {
    const share = Number.parseInt(pair, 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['light', tokens(light)],
  ['dark', tokens(dark)],
])('%s colours', (_name, colours) => {
  const ground = colours.get('ground') ?? ''

  it.each(['ink', 'muted', 'link', 'good', 'bad', 'warn', 'neutral'])('%s is readable as text (4.5:1)', name => {
    expect(contrast(colours.get(name) ?? '', ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colours.get(name) ?? '', colours.get('raised') ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['bar', 'mirror', 'down'])('%s is seen as a mark (3:1)', name => {
    expect(contrast(colours.get(name) ?? '', ground)).toBeGreaterThanOrEqual(3)
  })
})

describe('the style', () => {
  it('loads nothing and lets no text out of its string', () => {
    expect(style).not.toMatch(/url\(|@import/)
    const hostile = pageStyle('a"}</style><script>\\', 'x')
    expect(hostile).not.toMatch(/<\/?(style|script)/)
    expect(hostile).not.toContain('a"}')
  })
})
