import type {ReportDocument, ReportOptions} from '../document.js'
import type {Say} from './speaker.js'

/** A document in the reader's language, and the voice for what the face itself says. */
export interface Spoken {
  readonly document: ReportDocument
  readonly say: Say
  /** Texts that stayed English; grows while a face speaks. */
  readonly missing: ReadonlySet<string>
  /** A sentence that says how many texts stayed English; empty where all were put into the language. */
  readonly remainder: () => string
}

const asItIs: Say = text => text

/**
 * Puts a document into the language that was asked for. Sentences are written in English once, by rules and sections and
 * into saved analyses; here each is held against the phrases of the language, which are loaded only for it.
 */
export async function inLanguage(document: ReportDocument, {lang}: Pick<ReportOptions, 'lang'>): Promise<Spoken> {
  if (lang === 'en') return {document, say: asItIs, missing: new Set(), remainder: () => ''}
  const [{openSpeaker}, {translateDocument}, {PHRASES, MARKS, NOTICE_CODES}] = await Promise.all([
    import('./speaker.js'),
    import('./translate-document.js'),
    import('./zh-cn/index.js'),
  ])
  const {say, known, missing} = openSpeaker(PHRASES, MARKS)
  const quote = (text: string): string => known(text) ?? `原文“${text}”`
  const notice = (code: string, message: string): string => {
    const meaning = NOTICE_CODES[code]
    return known(message) ?? (meaning === undefined ? quote(message) : `${meaning}。${quote(message)}`)
  }
  const spoken = translateDocument(document, {say, quote, notice})
  return {
    document: spoken,
    say,
    missing,
    remainder: () =>
      missing.size === 0 ? '' : say(`${missing.size} texts of this report have no translation and stand in English.`),
  }
}
