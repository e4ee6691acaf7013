import {defineContainer} from '../container.js'

/** Lenovo XClarity Controller: mini-log and service-log. The layout inside is not published: everything that can be text is read. */
export default defineContainer({
  id: 'lenovo-xcc',
  title: 'Lenovo service log',
  root: /^(?:.*\/)?[^/]*(?:mini-?log|service-?log|_ffdc_|xcc_?ffdc)[^/]*\//i,
  errors: /(?:sel|event|audit|plat|maintenance|log)/i,
  facts: /(?:inventory|memory|uefi|vpd|smbios)/i,
  mayLackLogs: true,
})
