import {isLayoutName} from '../../mirror/what-if.js'
import {EVIDENCE_CHARACTERS} from '../../records/evidence-line.js'
import {commandLineSecrets} from './command-line.js'
import type {NameFinder, Replacement} from './find-names.js'
import type {SecretFinder} from './find-secrets.js'
import {redactPath} from './input-name.js'
import {isName, isPerson} from './known-words.js'
import type {ChangeString} from './map-strings.js'
import type {Pseudonyms, SecretKind} from './pseudonyms.js'
import {replaceAll} from './replace.js'
import type {Secret} from './secret.js'

/** What strings are scrubbed with. */
export interface Scrubbing {
  readonly pseudonyms: Pseudonyms
  readonly processes: boolean
  /** Names by their looks. */
  readonly look: SecretFinder
  /** Names that are known. */
  readonly find: NameFinder
  /** Nothing is taken for a name that the finder does not know. */
  readonly onlyKnown?: boolean
}

/** Digests, ids, registers and citations: words of ours, in which only names known from elsewhere are looked for. */
const OURS =
  /^(?:schema|tool\..*|inputs\.(?:sha256|envelope|dialects)|errors\.(?:id|cpuModel|bankKind|reporters|cpuSignature\..*|mca\..*|modelSpecific\.code|address\..*|registers\.(?!ppin$).*|residue\..*|flags\..*|kernelGrade\.(?:grade|reason|action))|hosts\.cpu\.(?:signature|model)|incidents\.(?:id|errors|ladder\.(?:id|title)|tolerance\.(?:row|sinceKernel)|(?:verdicts\.(?:opinions\.)?|tolerance\.)?(?:cites|rule))|notices\.code|risk\.hosts\.(?:priorsVersion|rate\.alternatives\..*|movedBy\..*))$/
/** Closed sets and times. */
const OUR_FIELDS =
  /(?:^|\.)(?:time|start|end|since|until|at|validFrom|validTo|timeBasis|severity|basis|unit|kind|mirrorEvidence|outcome|consumption|content|verdict|answer|grade|measure|endedBy|mode|role|from|arch|vendor|period|state|place|threshold|kernel)$/
/** Sentences of ours, which may quote a log. */
const OUR_SENTENCES = /\.(?:because|outcomeBecause|caveats|narrative|cost|title|layoutRemarks|toBeSurer|basis|action)$/
/** Kernel versions stay, unless they are none. */
const VERSION = /^[\w.+~-]{1,80}$/

/** Fields that hold one name and nothing else. */
const WHOLE: Readonly<Record<string, SecretKind>> = {
  'hosts.id': 'host',
  'errors.host': 'host',
  'incidents.host': 'host',
  'risk.hosts.host': 'host',
  'hosts.inventory.modules.serialNumber': 'serial',
}
const PROCESSES = new Set(['incidents.victimDetail.process.name', 'incidents.trace.task'])
const LAYOUTS = new Set(['incidents.verdicts.layout', 'summary.verdicts.*', 'hosts.layout.name'])
const PATHS = new Set(['inputs.name', ...LAYOUTS])
const MESSAGE = 'notices.message'

const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}$|^[\da-f]{0,4}:[\da-f:.]{1,45}$/i

/** Escape sequences and invisible marks, which could part a name. */
const PARTING = new RegExp(String.raw`${String.fromCharCode(27)}\[[\d;?]{0,32}[ -/]{0,4}[@-~]|\p{Cf}`, 'gu')

/** Evidence is cut at a length: the last word of such a line may be half a name. */
const withoutCutWord = (text: string): string =>
  text.length < EVIDENCE_CHARACTERS ? text : text.replace(/[^\s]*$/, '…')

/** What a notice begins with: its input's name, unless it is a sentence that goes on. */
const NAME_AT_HEAD = /^[^:\n]{1,1024}(?=: )/
const isNameAtHead = (head: string): boolean =>
  head.includes(' ')
    ? /^[^A-Z ][^ ]*\/|^\/|\.[a-z][a-z\d]{1,7}$/i.test(head)
    : head !== '-' && !/^[A-Z][a-z]+$/.test(head)

/** Members of archives and other files that a notice lists. */
const LISTED_FILE =
  /(?<![\w/.-])[\w.+~-]{1,128}[/\\!][^\s:;,()"'“”]{0,511}[^\s:;,.()"'“”]|(?<![\w/.-])[\w+~-][\w.+~-]{0,120}\.[a-z][a-z\d]{1,4}(?![\w])/gi

/** Scrubs strings by where they stand; names it meets are entered into the pseudonyms. */
export function createScrubber({pseudonyms, processes, look, find, onlyKnown = false}: Scrubbing): ChangeString {
  const by = ({kind, start, end, name}: Secret): Replacement => ({
    start,
    end,
    by: kind === undefined || name === undefined ? '[removed]' : pseudonyms.of(kind, name),
  })

  const inText = (text: string, secrets: readonly Secret[]): string =>
    replaceAll(text, [...(onlyKnown ? [] : secrets.map(by)), ...find(text)])

  const ofText = (text: string, isProse = false): string => inText(text, onlyKnown ? [] : look(text, isProse))

  const ofName = (text: string, kind: SecretKind): string => {
    if (onlyKnown) return inText(text, [])
    if (!isName(text) || (kind === 'user' && !isPerson(text))) return text
    return pseudonyms.of(ADDRESS.test(text) ? 'ip' : kind, text)
  }

  const ofPath = (text: string): string => (onlyKnown ? inText(text, []) : redactPath(text, pseudonyms))

  const ofNotice = (text: string): string => {
    const head = NAME_AT_HEAD.exec(text)?.[0] ?? ''
    const isNamed = head !== '' && isNameAtHead(head)
    const rest = (isNamed ? text.slice(head.length) : text).replace(LISTED_FILE, ofPath)
    return (isNamed ? ofPath(head) : '') + ofText(rest, true)
  }

  return (written, path) => {
    if (path === 'errors.registers.ppin') return ofPpin(written)
    if (OUR_FIELDS.test(path) && VERSION.test(written)) return written
    if (OURS.test(path)) return inText(written, [])
    const joined = written.replace(PARTING, '')
    const text = path === 'evidence.text' ? withoutCutWord(joined) : joined
    const whole = WHOLE[path]
    if (whole !== undefined) return ofName(text, whole)
    if (PROCESSES.has(path)) return processes ? ofName(text, 'process') : ofText(text)
    if (LAYOUTS.has(path) && (text === 'actual' || isLayoutName(text))) return text
    if (PATHS.has(path)) return ofPath(text)
    if (path === MESSAGE) return ofNotice(text)
    return path === 'hosts.boots.commandLine'
      ? inText(text, [...look(text), ...commandLineSecrets(text)])
      : ofText(text, OUR_SENTENCES.test(path))
  }

  /** A register holds numbers alone: the processor's own is left out, its pseudonym stands in the lines. */
  function ofPpin(digits: string): undefined {
    if (!onlyKnown) pseudonyms.of('ppin', digits.replace(/^0x/, ''))
  }
}
