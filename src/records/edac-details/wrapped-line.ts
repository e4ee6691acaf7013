import type {LogLine} from '../../logs/log-line.js'

/** A line that broke off before it was whole: the next physical line may hold the rest. */
export interface BrokenLine {
  readonly text: string
  readonly lines: readonly [LogLine, ...LogLine[]]
}

/** Physical lines over which one message may be spread: 80 columns cut the longest driver tails into six. */
const LARGEST_SPREAD = 8

/** Beginnings of another message; `location: ` is a word of ghes_edac. */
const ANOTHER = /^(?:\{\d+\}|\[|<\d|EDAC |Memory failure|(?!location: )[\w-]+(?:\[\d+\])?: )/

const IN_BRACKET = / \((?: ?[A-Za-z_]+:|page:|$)/
const GOES_ON_IN_BRACKET = /^(?:\(?[A-Za-z_]\w*:\S|- ?|[0-9a-fx]{1,16}(?:[ )]|$))|\)$/
/** Enough for a line without a stamp of its own: a pair, a flag of the tail, the last bracket. */
const MAY_GO_ON_IN_BRACKET = /\w:[\w-]|^(?:OVERFLOW|recoverable)\b|\)$/
const GOES_ON_BEFORE = /(?:^| )on \S|\((?: ?[A-Za-z_]+:|page:)/
const COMMA_FORM = /^EDAC MC\d+: [CU]E /
const GOES_ON_COMMA = /\blabels?[ ,]+"|^"|^(?:page|offset|grain|syndrome|row|channel|label|0x[0-9a-f]+|\d+)\b.*,/
const HEAD_WITHOUT_STATUS = /: CPU \d+: Machine Check \w+: [0-9a-fx]+ Bank \d+:$/
const STATUS = /^(?:0x)?[0-9a-f]{16}\b/

/** Names of drivers' pairs that are long enough to be cut in two. */
const NAMES: ReadonlySet<string> = new Set(
  `page offset grain syndrome area err_code socket channel channel_mask slot rank SystemAddress ProcessorSocketId
  MemoryControllerId ChannelAddress ChannelId RankAddress PhysicalRankId DimmSlotId Column Bank BankGroup ChipSelect
  ChipId label labels`.split(/\s+/),
)

/** Whether a screen cut a name in two, or off its colon: `syn` / `drome:0x0`, `err_code` / `:0008:00c2`. */
const cutsName = (text: string, next: string): boolean => {
  const begun = /[A-Za-z_]+$/.exec(text)?.[0]
  const rest = /^[A-Za-z_]*(?=:\S| \d| ")/.exec(next)?.[0]
  return begun !== undefined && rest !== undefined && NAMES.has(begun + rest) && (rest === '' || !NAMES.has(begun))
}

const goesOn = (text: string, next: string, isBare: boolean): boolean => {
  if (HEAD_WITHOUT_STATUS.test(text)) return STATUS.test(next)
  if (isBare && cutsName(text, next)) return true
  if (COMMA_FORM.test(text)) return GOES_ON_COMMA.test(next)
  if (!IN_BRACKET.test(text)) return GOES_ON_BEFORE.test(next)
  return GOES_ON_IN_BRACKET.test(next) || (isBare && MAY_GO_ON_IN_BRACKET.test(next))
}

/** A terminal cuts at its width, numbers included; a mail client at blanks. */
const glueOf = (text: string, next: string): string =>
  cutsName(text, next) ||
  next.startsWith(')') ||
  (/[:0-9a-fx]$/.test(text) && IN_BRACKET.test(text) && /^[0-9a-fx]+(?:[ )]|$)/.test(next))
    ? ''
    : ' '

/** Whether the text is the head of a machine check whose status stands on the next line. */
export const lacksStatus = (text: string): boolean => HEAD_WITHOUT_STATUS.test(text)

/** The broken line with this one behind it; undefined when this one does not go on with it. */
export const joinBroken = (broken: BrokenLine, line: LogLine): BrokenLine | undefined => {
  const last = broken.lines.at(-1)
  const next = line.text.trimStart()
  if (last?.position.line !== line.position.line - 1 || broken.lines.length >= LARGEST_SPREAD) return undefined
  if (ANOTHER.test(next) || !goesOn(broken.text, next, line.envelope.time.basis === 'none')) return undefined
  return {text: `${broken.text}${glueOf(broken.text, next)}${next}`, lines: [...broken.lines, line]}
}
