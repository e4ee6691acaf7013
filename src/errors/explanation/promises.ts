import type {ErrorFlags, MemoryError, Severity} from '../memory-error.js'

const BY_SEVERITY: Readonly<Record<Severity, string>> = {
  informational: 'The register holds no error: nothing is promised.',
  unknown: 'Too little was logged to say what the hardware promises.',
  corrected: 'The data delivered was right; the hardware corrected the error.',
  deferred: 'The data is lost but was marked as poison; nobody has used it yet.',
  ucna: 'The data is lost at that address, nobody has used it, and nothing has to happen now (SDM vol. 3B, 16.6.3).',
  srao: 'The data is lost at that address and nobody has used it; software may repair or isolate it (SDM vol. 3B, 16.6.3).',
  srar: 'A program was about to use lost data and was stopped before it did; it must not go on as it is (SDM vol. 3B, 16.6.3).',
  uncorrected: 'Data was lost. The registers do not say whether somebody used it.',
  fatal: 'Nothing after this point can be trusted; the machine has to restart.',
}

const FLAG_SENTENCES: readonly (readonly [keyof ErrorFlags, string])[] = [
  ['contextCorrupt', 'PCC=1: the state of the processor is not reliable, even if the program could go on.'],
  ['overflow', 'OVER=1: at least one more error happened that was not kept.'],
  ['poison', 'Poison=1: data that was already known to be lost has been used.'],
  ['taskContextCorrupt', 'TCC=1: the task that was running must not go on; others may.'],
]

function machineState({contextCorrupt, mcg = []}: ErrorFlags): readonly string[] {
  const restart =
    contextCorrupt === true || !mcg.includes('RIPV')
      ? []
      : ['RIPV=1: the interrupted program can be restarted where it stopped.']
  const local = mcg.includes('LMCE') ? ['LMCE=1: this logical processor alone was told; the others kept running.'] : []
  return [...restart, ...local]
}

/** Sentences about what the registers guarantee, most important first. */
export function promisesOf({severity, flags}: Pick<MemoryError, 'severity' | 'flags'>): readonly string[] {
  const set = FLAG_SENTENCES.filter(([flag]) => flags[flag] === true).map(([, sentence]) => sentence)
  return [BY_SEVERITY[severity], ...set, ...machineState(flags)]
}
