import {defineUtf16} from './_utf-16.js'

/** UTF-16, big-endian: what Windows tools and some BMC exports write. */
export default defineUtf16('utf-16be', 'utf-16be', [0xfe, 0xff], 1)
