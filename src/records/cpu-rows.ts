import type {BootRow} from './boot-rows.js'
import {composeCpuidSignature} from './cpuid-signature.js'
import type {PlatformFactBody} from './platform-fact.js'

type Vendor = Extract<PlatformFactBody, {fact: 'cpu'}>['vendor']

const VENDOR_WORDS: readonly (readonly [NonNullable<Vendor>, RegExp])[] = [
  ['intel', /\bIntel\b/],
  ['amd', /\bAMD\b/],
  ['hygon', /\bHygon\b/i],
  ['zhaoxin', /\bZHAOXIN\b/i],
]

const vendorOf = (modelName: string): Vendor => VENDOR_WORDS.find(([, word]) => word.test(modelName))?.[0]

const hex = (text: string | undefined): number => Number.parseInt(text ?? '', 16)

const cpuFact = (modelName: string, signature: number | undefined): PlatformFactBody => {
  const vendor = vendorOf(modelName)
  return {
    kind: 'fact',
    fact: 'cpu',
    ...(vendor ? {vendor} : {}),
    ...(signature === undefined ? {} : {signature}),
    modelName: modelName.trim(),
  }
}

/** Microcode lines of other CPUs repeat CPU 0's. */
const OF_FIRST_CPU = '(?:CPU0:? ?)?'

/** Rows that tell the CPU's model, signature or microcode, first match wins. */
export const CPU_ROWS: readonly BootRow[] = [
  {
    //    smpboot: CPU0: Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz (family: 0x6, model: 0x6a, stepping: 0x6)
    //    smpboot: CPU0: Intel(R) Xeon(R) CPU E5-2680 0 @ 2.70GHz (fam: 06, model: 2d, stepping: 07)
    //                                                                  ^^         ^^            ^^
    pattern:
      /^(?:smpboot: )?CPU0: (.+?) \(fam(?:ily)?: (?:0x)?([0-9a-f]{1,3}), model: (?:0x)?([0-9a-f]{1,3})(?:, stepping: (?:0x)?([0-9a-f]{1,2}))?\)/,
    read: ([name = '', family, model, stepping]) =>
      cpuFact(name, stepping === undefined ? undefined : composeCpuidSignature(hex(family), hex(model), hex(stepping))),
  },
  {
    //    CPU0: Intel(R) Xeon(R) CPU           X5570  @ 2.93GHz stepping 05       no family, no model: no signature
    pattern: /^CPU0: (\D.+?) stepping [0-9a-f]{2}$/,
    read: ([name = '']) => cpuFact(name.replace(/ {2,}/g, ' '), undefined),
  },
  {
    //    microcode: CPU0 sig=0x50654, pf=0x80, revision=0x2006e05
    pattern: new RegExp(`^microcode: ${OF_FIRST_CPU}sig=0x([0-9a-f]{3,8}), pf=0x[0-9a-f]+, revision=0x([0-9a-f]{1,8})`),
    read: ([signature, microcode]) => ({
      kind: 'fact',
      fact: 'cpu',
      vendor: 'intel',
      signature: hex(signature),
      microcode: hex(microcode),
    }),
  },
  {
    pattern: new RegExp(
      `^microcode: ${OF_FIRST_CPU}(?:microcode )?(?:updated early to (?:new )?(?:revision|patch_level=)|Current revision: |patch_level=|new patch_level=) ?0x([0-9a-f]{1,8})`,
    ),
    read: ([microcode]) => ({kind: 'fact', fact: 'cpu', microcode: hex(microcode)}),
  },
  {
    //    Booting Linux on physical CPU 0x0000000000 [0x410fd0c1]
    pattern: /^Booting Linux on physical CPU 0x[0-9a-f]+ \[(0x[0-9a-f]{8})\]/,
    read: ([midr = '']) => ({kind: 'fact', fact: 'cpu', vendor: 'arm', modelName: `MIDR ${midr}`}),
  },
]
