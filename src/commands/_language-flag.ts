import {Flags} from '@oclif/core'

/** In which language people read: machine forms (JSON, CSV, SARIF, OpenMetrics) are the same in all. */
export const languageFlag = {
  lang: Flags.string({
    description: 'Language of the summary and of HTML, PDF, Markdown and text reports: en, or zh-CN (简体中文).',
    options: ['en', 'zh-CN'],
    default: 'en',
  }),
}
