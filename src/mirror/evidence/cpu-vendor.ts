import {defineEvidence, type LayoutClaim} from '../define-evidence.js'
import {readKernelRelease} from '../kernel-release.js'
import type {MirrorLayout} from '../layout.js'
import {type FactOf, factsOf, releaseOf, toldBy} from './_facts.js'

type Platform = MirrorLayout['platform']

const PRINTED = 0.95
/** No manual of an AMD server platform describes memory mirroring; no log proves that there is none. */
const NO_AMD_MIRROR = 0.7

const PLATFORMS: Readonly<Record<NonNullable<FactOf<'cpu'>['vendor']>, Platform>> = {
  intel: {arch: 'x86_64', vendor: 'intel'},
  amd: {arch: 'x86_64', vendor: 'amd'},
  hygon: {arch: 'x86_64', vendor: 'hygon'},
  zhaoxin: {arch: 'x86_64', vendor: 'zhaoxin'},
  arm: {arch: 'aarch64'},
  unknown: {arch: 'unknown'},
}

const withoutMirror = (vendor: Platform['vendor'], line: FactOf<'cpu'>): LayoutClaim => ({
  fields: {mode: 'none'},
  provenance: toldBy('cpu', NO_AMD_MIRROR, ['mode'], line),
  remarks: [
    `The processor is ${vendor === 'hygon' ? 'Hygon’s' : 'AMD’s'}: no server platform of this kind is known to offer memory mirroring.`,
  ],
})

/** Vendor and architecture by the boot's CPU lines; AMD's platforms are not known to mirror memory. */
export default defineEvidence({
  id: 'cpu-vendor',
  title: 'Processor vendor',
  claim: facts => {
    const line = factsOf(facts, 'cpu').findLast(({vendor}) => vendor !== undefined && vendor !== 'unknown')
    if (line === undefined) {
      const arm64 = readKernelRelease(releaseOf(facts))?.arm64 === true
      if (!arm64) return undefined
      return {fields: {platform: {arch: 'aarch64'}}, provenance: toldBy('kernel-log', PRINTED, ['platform.arch'])}
    }
    const platform = PLATFORMS[line.vendor ?? 'unknown']
    const bare =
      platform.vendor === 'amd' || platform.vendor === 'hygon' ? withoutMirror(platform.vendor, line) : undefined
    return {
      fields: {platform, ...bare?.fields},
      provenance: [
        ...toldBy(
          'cpu',
          PRINTED,
          platform.vendor === undefined ? ['platform.arch'] : ['platform.arch', 'platform.vendor'],
          line,
        ),
        ...(bare?.provenance ?? []),
      ],
      ...(bare?.remarks === undefined ? {} : {remarks: bare.remarks}),
    }
  },
})
