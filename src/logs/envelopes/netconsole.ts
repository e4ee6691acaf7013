import {uptime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, matchStart} from './_parts.js'

const HEADER =
  /^(?:[\w.+-]{1,64},)?(?<priority>\d{1,4}),\d{1,20},(?<microseconds>\d{1,18}),[-c+](?:,caller=(?<caller>[TC]\d{1,10})|,[^;,]{1,64})*;/

const MICROSECONDS_PER_SECOND = 1e6

/** `level,sequence,microseconds,flags;`: /dev/kmsg and netconsole's extended form, there perhaps behind a release. */
export default defineEnvelope({
  id: 'netconsole',
  title: 'extended netconsole, /dev/kmsg',
  samples: [
    '2,1186,51910621,-;mce: [Hardware Error]: Machine check events logged',
    '4,1187,51910633,-,caller=T123;EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0',
    '6,416,1758426,-,ncfrag=0/33;the first chunk,',
    '6.12.0,4,1187,51910633,-;mce: [Hardware Error]: Machine check events logged',
  ],
  order: 14,
  first: /[\w.+-]/,
  peel(line) {
    const found = matchStart(HEADER, line)
    if (!found) return undefined
    const {groups, message} = found
    const time = uptime(String(Number(groups.microseconds) / MICROSECONDS_PER_SECOND))
    return {envelope: envelopeOf('netconsole', time, groups), message}
  },
})
