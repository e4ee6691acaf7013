import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'

const PREFIX = /^(?:\[\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\] ?|\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?: (?![AP]M\b)|$))/

/** A time of day or since the start before each line: `tio`, `grabserial`, `ts -s`. Without a date it is no moment. */
export default defineEnvelope({
  id: 'clock-stamp',
  title: 'time of day before each line (serial terminals, ts -s)',
  samples: [
    '[04:12:09.123] mce: [Hardware Error]: Machine check events logged',
    '00:00:12 [  123.456789] EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0',
  ],
  order: 35,
  first: /[\d[]/,
  peel(line) {
    const prefix = PREFIX.exec(line)?.[0]
    if (prefix === undefined) return undefined
    return {envelope: {id: 'clock-stamp', time: NO_TIME}, message: line.slice(prefix.length)}
  },
})
