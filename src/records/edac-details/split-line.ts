import {messagesIn} from '../message-text.js'

/** A memory controller's line, or a driver's about one, begins here: `EDAC MC3: `, `EDAC sbridge MC3: `. */
const BEGINNING = /(?=EDAC (?:\w+ )?MC\d{1,4}: )/

/** What may stand before a message that somebody else's output ran into: a login prompt, or a word without a blank. */
const RAN_INTO = /(?:\blogin: |[^\s"'`(\u2018\u201c>|-])$/

/** Characters of a message that are looked at; the kernel's own line buffer holds 1,024. */
const LONGEST_MESSAGE = 2048

const isTranslated = (lead: string): boolean => lead.length < 40 && /\P{ASCII}/u.test(lead)

const mayPrecede = (lead: string): boolean => lead.startsWith('EDAC ') || RAN_INTO.test(lead) || isTranslated(lead)

/** EDAC messages of a line, left to right: usually one; several where a newline was lost. Quoted ones are left alone. */
export const edacMessagesIn = (text: string): readonly string[] =>
  messagesIn(text).flatMap(message => {
    const [lead = '', ...rest] = message.split(BEGINNING)
    const pieces = rest.length === 0 || mayPrecede(lead) ? [lead, ...rest] : [lead]
    return pieces.map(piece => piece.slice(0, LONGEST_MESSAGE).trimEnd())
  })
