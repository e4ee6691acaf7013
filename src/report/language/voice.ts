import type {ReportOptions} from '../document.js'
import {asWritten, type Say} from './speaker.js'

/** What texts are put into a reader's language with. */
export interface Voice {
  readonly say: Say
  /** A remark that may hold words of others: what is not known is quoted. */
  readonly quote: (text: string) => string
  /** A notice's message behind the meaning of its code. */
  readonly notice: (code: string, message: string) => string
  /** Texts that stayed English; grows while the voice speaks. */
  readonly missing: ReadonlySet<string>
}

/** The language in which everything was written. */
const ENGLISH: Voice = {say: asWritten, quote: asWritten, notice: (_, message) => message, missing: new Set()}

/** Opens the language that was asked for; its phrases are loaded only for it. */
export async function openVoice(lang: ReportOptions['lang']): Promise<Voice> {
  if (lang === 'en') return ENGLISH
  const [{openSpeaker}, {PHRASES, MARKS, NOTICE_CODES}] = await Promise.all([
    import('./speaker.js'),
    import('./zh-cn/index.js'),
  ])
  const {say, known, missing} = openSpeaker(PHRASES, MARKS)
  const quote = (text: string): string => known(text) ?? `原文“${text}”`
  const notice = (code: string, message: string): string => {
    const meaning = NOTICE_CODES[code]
    return known(message) ?? (meaning === undefined ? quote(message) : `${meaning}。${quote(message)}`)
  }
  return {say, quote, notice, missing}
}

/** The language of messages by the words of a command line: flags may be what is wrong with it, so none are parsed. */
export const languageIn = (argv: readonly string[]): ReportOptions['lang'] =>
  argv.some((word, at) => word === '--lang=zh-CN' || (word === '--lang' && argv[at + 1] === 'zh-CN')) ? 'zh-CN' : 'en'
