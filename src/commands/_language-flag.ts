import {Flags} from '@oclif/core'
import type {ReportOptions} from '../report/document.js'

/** In which language people read: machine forms (JSON, CSV, SARIF, OpenMetrics) are the same in all. */
export const languageFlag = {
  lang: Flags.string({
    description:
      'Language of what people read, here and in HTML, PDF, Markdown and text files: en, or zh-CN (简体中文).',
    options: ['en', 'zh-CN'],
    default: 'en',
  }),
}

/** The language that a flag names; English where there is none. The environment has no say in it. */
export const languageOf = (lang: string | undefined): ReportOptions['lang'] => (lang === 'zh-CN' ? lang : 'en')
