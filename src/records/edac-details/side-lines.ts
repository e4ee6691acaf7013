import type {LogLine} from '../../logs/log-line.js'
import type {DialectOutput} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord, EdacEvent} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import type {PlatformFactBody} from '../platform-fact.js'

const originOf = (line: LogLine, dialect: string) => ({dialect, envelope: line.envelope, evidence: quoteLines(line)})

const context = (
  line: LogLine,
  dialect: string,
  what: ContextRecord['what'],
  message: string,
  address?: bigint,
): DialectOutput => ({
  records: [{kind: 'context', ...originOf(line, dialect), what, message, ...(address === undefined ? {} : {address})}],
})

const fact = (line: LogLine, dialect: string, body: PlatformFactBody): DialectOutput => ({
  facts: [{...originOf(line, dialect), ...body}],
})

/** `module skx_edac controller …`; `'i7core_edac.c' 'i7 core #0'` in older kernels. */
const DRIVER = /^Giving out device to (?:module |')(\w+?)(?:\.c)?'?(?= )/

/** Lines of `EDAC MC0: ` that are no error: who drives the controller, what the core or driver could not do. */
export const readControllerLine = (body: string, line: LogLine, dialect: string): DialectOutput | undefined => {
  const driver = DRIVER.exec(body)?.[1]
  if (driver) return fact(line, dialect, {kind: 'fact', fact: 'edac-driver', driver, text: body})
  if (body.startsWith('INTERNAL ERROR:'))
    return {
      ...context(line, dialect, 'decode-failed', body),
      notices: [
        {
          code: 'edac-location-unreliable',
          message: `The kernel could not place an error (${body}): the location printed with it is unreliable.`,
          positions: [line.position],
        },
      ],
    }
  const address = /^[CU]E ERROR_ADDRESS= ?(0x[0-9a-f]{1,16})$/.exec(body)?.[1]
  if (address) return context(line, dialect, 'other', body, line.unterminated ? undefined : readHex(address))
  if (/^(?:Invalid mirror set|Can't (?:discover|decode|get)|Error at )/.test(body))
    return context(line, dialect, 'decode-failed', body)
  return undefined
}

/** What sb_edac and skx_edac say of the mirror mode at debug level. */
const MIRROR_MODES = [
  ['address-range', /\bAddress range partial memory mirroring is enabled/],
  ['full', /\bFull memory mirroring is enabled/],
  ['enabled', /\bMemory mirror(?:ing)? is enabled/],
  ['disabled', /\bMemory mirror(?:ing)? is disabled/],
] as const

//    EDAC DEVICE0: UE: xgene-edac instance: xgene-l3 block: l3c0 count: 1 'L3 parity'
const DEVICE = /^EDAC DEVICE(\d{1,4}): (CE|UE): (.+?) instance: (.+?) block: (.+?)(?: count: (\d{1,9}))? '(.*)'$/

const deviceEvent = (text: string, line: LogLine, dialect: string): EdacEvent | undefined => {
  const [, controller, word, name, instance, block, count, message] = DEVICE.exec(text) ?? []
  if (name === undefined || instance === undefined || block === undefined) return undefined
  return {
    kind: 'edac',
    ...originOf(line, dialect),
    controller: Number(controller),
    word: word === 'UE' ? 'UE' : 'CE',
    count: Math.max(1, Number(count ?? 1)),
    ...(message ? {message} : {}),
    location: {},
    device: {name, instance, block},
  }
}

/** Lines of EDAC that name no memory controller: other devices, buses, debug text. */
export const readOtherLine = (text: string, line: LogLine, dialect: string): DialectOutput | undefined => {
  const event = deviceEvent(text, line, dialect)
  if (event) return {records: [event]}
  if (/^EDAC PCI\d*: .*(?:Error|Parity|SERR)/i.test(text) && !/Giving out|PCI Express/.test(text))
    return context(line, dialect, 'pcie', text)
  const mode = text.startsWith('EDAC ') ? MIRROR_MODES.find(([, pattern]) => pattern.test(text))?.[0] : undefined
  if (mode) return fact(line, dialect, {kind: 'fact', fact: 'mirror-mode', mode, text})
  if (/^EDAC \w+: .*(?:Invalid mirror set|Can't (?:discover|decode))/.test(text))
    return context(line, dialect, 'decode-failed', text)
  return /^\w+: HANDLING MCE MEMORY ERROR/.test(text) ? {} : undefined
}
