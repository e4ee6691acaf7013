import {defineUtf16} from './_utf-16.js'

/** UTF-16, little-endian: what Windows tools and some BMC exports write. */
export default defineUtf16('utf-16le', 'utf-16le', [0xff, 0xfe], 0)
