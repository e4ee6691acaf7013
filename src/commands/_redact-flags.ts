import {Flags} from '@oclif/core'

/** Flags of every command whose reports may leave the house. */
export const redactFlags = {
  redact: Flags.boolean({
    description:
      'Replace names of hosts, users and files, network addresses, serial numbers and the like by pseudonyms (host-1) in every output.',
  }),
  'redact-map': Flags.string({
    description:
      'Keep the pseudonyms in a private file (mode 0600) and use them again, so that runs agree; names added to it by hand are replaced too. Implies --redact.',
    helpValue: 'FILE',
  }),
  'redact-processes': Flags.boolean({description: 'Replace names of processes too. Implies --redact.'}),
}
