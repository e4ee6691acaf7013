import type {LogLine} from '../logs/log-line.js'
import type {ParseNotice} from '../logs/parse-notice.js'
import {endsInsideWord, quoteLines} from './evidence-line.js'
import {valueTruncated} from './record-notices.js'

/** A text whose last word may lack characters, without that word; the notice says which. */
export interface WholeWords {
  readonly text: string
  readonly notices: readonly ParseNotice[]
}

/** The words of a line that are whole: where the input ended inside the last one, it is left out unless `isWhole` knows better. */
export function wholeWords(line: LogLine, text: string, isWhole: (text: string) => boolean = () => false): WholeWords {
  const word = /\S+$/.exec(text)?.[0]
  if (word === undefined || !endsInsideWord(line) || isWhole(text)) return {text, notices: []}
  return {text: text.slice(0, -word.length).trimEnd(), notices: [valueTruncated(word, quoteLines(line))]}
}
