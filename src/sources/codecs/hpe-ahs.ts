import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** Active Health System log of HPE servers, whose blocks begin with these letters. Its format is HPE's own. */
export default defineCodec({
  id: 'hpe-ahs',
  title: 'an HPE Active Health System log',
  endings: ['.ahs'],
  sniff: head => hasMagic(head, 'ABJR'),
  unsupported:
    'its format is not public: export the Integrated Management Log from iLO as CSV or text, or read `/redfish/v1/Systems/1/LogServices/IML/Entries` from it.',
})
