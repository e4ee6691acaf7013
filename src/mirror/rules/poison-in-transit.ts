import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** C11: the poison was made elsewhere and stored twice. */
export default defineRule({
  id: 'poison-in-transit',
  title: 'The data arrived at memory already marked bad',
  group: 'scope',
  needs: ['site', 'originInferred', 'writtenBad'],
  cites: [CITES.channelCodes, CITES.architecture],
  argue({site, originInferred, writtenBad}) {
    const written = originInferred && writtenBad !== undefined
    if (site !== 'arrived-poisoned' && !written) return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['poison-in-transit'],
      because: written
        ? `${writtenBad.unit === 'io' ? 'A device' : 'A cache'} told before that it wrote bad data to this very place, and no memory controller told of a fault there: a mirror would have stored the bad data twice.`
        : 'The data came to the memory controller already marked bad by a cache or a device: a mirror would have stored the mark twice.',
    }
  },
})
