import {defineContainer} from '../container.js'

/** H3C HDM's SDS log. The layout inside is not published: everything that can be text is read. */
export default defineContainer({
  id: 'h3c-hdm',
  title: 'H3C SDS log',
  root: /^(?:.*\/)?[^/]*(?:sds[_-]?log|\.sds)[^/]*\//i,
  errors: /(?:sel|event|fault|diagnos|crash|log)/i,
  facts: /(?:mem|cpu|bios|board|version)/i,
  mayLackLogs: true,
})
