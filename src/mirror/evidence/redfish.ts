import {defineEvidence} from '../define-evidence.js'
import {factsOf} from './_facts.js'

/** Settings named in a remark. */
const MOST_SETTINGS = 8

const NAMES_MIRRORING = /mirror|memopmode|redundan|\bfrm\b/i

/** What a Redfish dump says of mirroring: what the machine could do and what was asked for, never what is in force. */
export default defineEvidence({
  id: 'redfish',
  title: 'Redfish capability and firmware settings',
  claim: facts => {
    const capability = factsOf(facts, 'mirror-capability').at(-1)
    const settings = factsOf(facts, 'firmware-setting').filter(({name, value}) =>
      NAMES_MIRRORING.test(`${name} ${value}`),
    )
    if (capability === undefined && settings.length === 0) return undefined
    const asked = settings.slice(0, MOST_SETTINGS).map(({name, value}) => `${name} = ${value}`)
    return {
      fields: {},
      provenance: [],
      remarks: [
        ...(capability === undefined
          ? []
          : [`Redfish says MemoryMirroring: ${capability.value}. That is what the machine can do, not what is on.`]),
        ...(asked.length === 0
          ? []
          : [`Firmware settings ask for: ${asked.join(', ')}. What came of it is told elsewhere.`]),
      ],
    }
  },
})
