import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'

const LABEL = String.raw`[A-Za-z_]\w{0,63}="(?:[^"\\]|\\.){0,256}"`

/** `{job="syslog", host="db7"} ` of logcli, `[pod/name/container] ` of kubectl, Grafana's nanoseconds and a tab. */
const PREFIX = new RegExp(String.raw`^(?:\{${LABEL}(?:, ?${LABEL}){0,32}\} |\[pod\/[\w./-]{1,256}\](?: |$)|\d{19}\t)`)

const HOST = /[{ ](?:host|hostname|node|instance)="([^"]{1,255})"/

/** What log collectors put before a line to say where it came from. */
export default defineEnvelope({
  id: 'collector-labels',
  title: 'labels of Loki, kubectl and Grafana',
  samples: [
    '{job="syslog", host="db7"} EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0',
    '[pod/node-problem-detector-x7x2p/npd] mce: [Hardware Error]: Machine check events logged',
    '1795406400000000000\t2026-11-23T04:12:09.123Z\tmce: [Hardware Error]: Machine check events logged',
  ],
  order: 15,
  first: /[{[\d]/,
  peel(line) {
    const prefix = PREFIX.exec(line)?.[0]
    if (prefix === undefined) return undefined
    const host = HOST.exec(prefix)?.[1]
    return {
      envelope: {id: 'collector-labels', time: NO_TIME, ...(host === undefined ? {} : {host})},
      message: line.slice(prefix.length),
    }
  },
})
