import {Flags} from '@oclif/core'

/** What may come out of archives: the flag of everything that opens files. */
export const unpackFlags = {
  'unpack-limit': Flags.string({
    description:
      'Raise or lower a limit to what may come out of archives: total=128GiB, member=64GiB, ratio=250, members=500000, nesting=10, spool=8GiB. Repeatable.',
    helpValue: 'NAME=N',
    multiple: true,
    multipleNonGreedy: true,
  }),
}

/** Flags of every command that reads logs. */
export const readingFlags = {
  ...unpackFlags,
  kernel: Flags.string({
    description: 'Kernel version to assume where the log does not say, e.g. 5.14.0-427.',
    helpValue: 'V',
  }),
  cpu: Flags.string({
    description: 'CPU signature (CPUID.1 EAX) to assume where the log does not say, e.g. 0x606a6 or amd:0xa00f11.',
    helpValue: 'SIG',
  }),
}

/** Flags that narrow and enrich an analysis. */
export const analysisFlags = {
  ...readingFlags,
  layout: Flags.string({description: 'Layout file that states the actual mirror layout.', helpValue: 'FILE'}),
  confidence: Flags.string({
    description:
      'File of confidence numbers that replace built-in ones, by rule: {"version": 1, "confidence": {"no-mirror": 0.9}}.',
    helpValue: 'FILE',
  }),
  'what-if': Flags.string({
    description:
      'Judge a hypothetical layout too: none, full, partial:P, reliable:P, or a layout file. Repeatable; when absent, full and partial:12.5.',
    helpValue: 'NAME|FILE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  priors: Flags.string({
    description:
      'File with your own beliefs about error rates and repair times, over the shipped ones (schemas/priors.json of the package).',
    helpValue: 'FILE',
  }),
  since: Flags.string({description: 'Leave out what ended before this moment (RFC 3339).', helpValue: 'TIME'}),
  until: Flags.string({description: 'Leave out what began after this moment (RFC 3339).', helpValue: 'TIME'}),
  host: Flags.string({description: 'Only this host.', helpValue: 'NAME'}),
}
