/** Marks up text for a terminal, or leaves it alone. */
export interface Paint {
  readonly strong: (text: string) => string
  readonly muted: (text: string) => string
  /** Colours the signs of verdicts and outcomes, with the word behind them as it is. */
  readonly signs: (text: string) => string
}

const wrapIn = (code: number, text: string, end: number): string => `\u001b[${code}m${text}\u001b[${end}m`

const SIGN_COLOURS: Readonly<Record<string, number>> = {'✔': 32, '✖': 31, '▲': 33, '?': 36}

/** ANSI styles when `colour`, else plain text. */
export function paintWith(colour: boolean): Paint {
  if (!colour) return {strong: text => text, muted: text => text, signs: text => text}
  return {
    strong: text => wrapIn(1, text, 22),
    muted: text => wrapIn(2, text, 22),
    signs: text => text.replace(/(✔|✖|▲|(?<= )\?(?= ))/g, sign => wrapIn(SIGN_COLOURS[sign] ?? 39, sign, 39)),
  }
}
