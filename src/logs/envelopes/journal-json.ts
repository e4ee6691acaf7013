import {defineEnvelope} from '../define-envelope.js'
import {journalEntry} from '../journal-entry.js'
import {journalEnvelope} from '../journal-fields.js'

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** `data: ` of server-sent events (`json-sse`), the record separator of `json-seq` (RFC 7464). */
const AROUND = /^(?:data: |\u001e)/

/** journalctl's `json`, `json-sse` and `json-seq`: one entry a line (systemd.journal-fields). */
export default defineEnvelope({
  id: 'journal-json',
  title: 'journalctl -o json',
  samples: [
    '{"SYSLOG_IDENTIFIER":"kernel","_SOURCE_MONOTONIC_TIMESTAMP":"90783062","_TRANSPORT":"kernel","MESSAGE":"mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1778625773 SOCKET 0 APIC 0 microcode 1","_HOSTNAME":"rx01","PRIORITY":"0","__REALTIME_TIMESTAMP":"1778625773236876","_BOOT_ID":"ba4d2fb2e3b043ea913491d3379ecd8d","SYSLOG_FACILITY":"0"}',
    '{"_HOSTNAME":"rx01","_TRANSPORT":"kernel","SYSLOG_IDENTIFIER":"kernel","__REALTIME_TIMESTAMP":"1778625773236876","MESSAGE":[27,91,51,49,109,109,99,101,58,32,91,72,97,114,100,119,97,114,101,32,69,114,114,111,114,93,58,32,77,97,99,104,105,110,101,32,99,104,101,99,107,32,101,118,101,110,116,115,32,108,111,103,103,101,100,27,91,48,109]}',
  ],
  order: 11,
  first: /[{d\u001e]/,
  peel(line) {
    const entry = line.replace(AROUND, '')
    const fields = entry[0] === '{' && entry.includes('"MESSAGE"') ? journalEntry(parse(entry)) : undefined
    if (fields?.MESSAGE === undefined) return undefined
    return {envelope: journalEnvelope('journal-json', fields), message: fields.MESSAGE}
  },
})
