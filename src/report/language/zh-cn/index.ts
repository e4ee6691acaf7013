import type {Marks} from '../speaker.js'
import {ADVICE} from './advice.js'
import {ARM} from './arm.js'
import {DIFF} from './diff.js'
import {ERRORS} from './errors.js'
import {EXPLAIN} from './explain.js'
import {FACES} from './faces.js'
import {FLEET} from './fleet.js'
import {FRONT} from './front.js'
import {LADDER} from './ladder.js'
import {LAYOUTS} from './layouts.js'
import {MESSAGES} from './messages.js'
import {PLAN} from './plan.js'
import {REGISTERS} from './registers.js'
import {RISK} from './risk.js'
import {RULES} from './rules.js'
import {SECTIONS} from './sections.js'
import {WORDS} from './words.js'

export {NOTICE_CODES} from './notices.js'

/** 简体中文: every phrase of reports, pages and messages. */
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
  ...DIFF,
  ...EXPLAIN,
  ...PLAN,
  ...LAYOUTS,
  ...REGISTERS,
  ...ARM,
  ...MESSAGES,
]

/** Full-width marks. */
export const MARKS: Marks = {
  stop: '。',
  colon: '：',
  semicolon: '；',
  comma: '，',
  list: '、',
}
