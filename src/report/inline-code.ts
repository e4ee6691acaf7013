import type {Inline} from './document.js'

/** Text with the commands between its backticks set as code. */
export const withCode = (text: string): Inline[] =>
  text.split('`').flatMap((part, index): Inline[] => (part === '' ? [] : [index % 2 === 1 ? {code: part} : part]))
