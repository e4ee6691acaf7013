import type {ReportDocument, ReportOptions} from '../document.js'
import type {Say} from './speaker.js'
import {openVoice} from './voice.js'

/** A document in the reader's language, and the voice for what the face itself says. */
export interface Spoken {
  readonly document: ReportDocument
  readonly say: Say
  /** Texts that stayed English; grows while a face speaks. */
  readonly missing: ReadonlySet<string>
  /** A sentence that says how many texts stayed English; empty where all were put into the language. */
  readonly remainder: () => string
}

/**
 * Puts a document into the language that was asked for. Sentences are written in English once, by rules and sections and
 * into saved analyses; here each is held against the phrases of the language, which are loaded only for it.
 */
export async function inLanguage(document: ReportDocument, {lang}: Pick<ReportOptions, 'lang'>): Promise<Spoken> {
  const voice = await openVoice(lang)
  const {say, missing} = voice
  if (lang === 'en') return {document, say, missing, remainder: () => ''}
  const {translateDocument} = await import('./translate-document.js')
  return {
    document: translateDocument(document, voice),
    say,
    missing,
    remainder: () =>
      missing.size === 0 ? '' : say(`${missing.size} texts of this report have no translation and stand in English.`),
  }
}
