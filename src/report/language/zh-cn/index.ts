import type {Marks} from '../speaker.js'
import {ADVICE} from './advice.js'
import {ERRORS} from './errors.js'
import {FACES} from './faces.js'
import {FLEET} from './fleet.js'
import {FRONT} from './front.js'
import {LADDER} from './ladder.js'
import {RISK} from './risk.js'
import {RULES} from './rules.js'
import {SECTIONS} from './sections.js'
import {WORDS} from './words.js'

export {NOTICE_CODES} from './notices.js'

/** 简体中文: every phrase of the report. */
export const PHRASES = [
  ...WORDS,
  ...FRONT,
  ...ADVICE,
  ...RULES,
  ...LADDER,
  ...RISK,
  ...SECTIONS,
  ...ERRORS,
  ...FACES,
  ...FLEET,
]

/** Full-width marks. */
export const MARKS: Marks = {
  stop: '。',
  colon: '：',
  semicolon: '；',
  comma: '，',
  list: '、',
}
