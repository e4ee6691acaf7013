import type {MirrorLayout} from '../layout.js'

/** What one firmware setting asks for. */
export interface AskedSetting {
  readonly mode?: MirrorLayout['mode']
  readonly above4GBasisPoints?: number
  readonly below4G?: boolean
  readonly failover?: boolean
  /** Which mirror it would be where another setting turns one on. */
  readonly ifMirrored?: 'full' | 'partial'
}

/** A setting by its name, letters and digits alone, and what its values mean. */
interface SettingName {
  readonly vendors: string
  readonly name: RegExp
  readonly ask: (value: string) => AskedSetting
}

const on = (value: string): boolean | undefined => {
  if (/^(?:enable|on|true|yes|(?:0x)?0*1$)/i.test(value)) return true
  return /^(?:disable|off|false|no$|(?:0x)?0+$)/i.test(value) ? false : undefined
}

const MODES: readonly (readonly [RegExp, MirrorLayout['mode']])[] = [
  [/fault ?resilient|frm|dell ?nurm|partial/i, 'partial'],
  [/without|non[- _]?mirror|no[- _]mirror/i, 'none'],
  [/mirror/i, 'full'],
  [/optimi[sz]er|advanced[- _]?ecc|advecc|spar|independent|lockstep|disable|off$|none|adddc|fast/i, 'none'],
]

const byMode = (value: string): AskedSetting => {
  const mode = MODES.find(([words]) => words.test(value))?.[1]
  return mode === undefined ? {} : {mode}
}

/** A switch of one kind of mirror: off says nothing of the other kinds. */
const bySwitch =
  (mode: MirrorLayout['mode']) =>
  (value: string): AskedSetting =>
    on(value) === true || /percent|value in/i.test(value) ? {mode} : {}

/** A number alone: decimal, or as dumps of set-up data write it (`0x4E2`); its unit where one is written. */
const AMOUNT = /^(?:(0x[0-9a-f]{1,4})|(\d{1,4}(?:\.\d{1,2})?))\s?(%|percent)?(?=$|[\s;,([])/i

const inRange = (basisPoints: number): AskedSetting =>
  basisPoints > 0 && basisPoints <= 5000 ? {above4GBasisPoints: Math.round(basisPoints)} : {}

const ratioOf = (value: string, perUnit: number): AskedSetting => {
  const [, hex, digits] = AMOUNT.exec(value) ?? []
  return inRange(Number(hex ?? digits) * perUnit)
}

/** Most that a percentage can be: the second copies take as much as the first. */
const MOST_PERCENT = 50

/**
 * A share whose menu says percent and whose data are basis points up to 0x1388 (Intel reference firmware,
 * `PartialMirrorUefiPercent`): with `%` or a fraction it is percent, above 50 basis points. From 1 to 50 both can be
 * meant, boards are seen to store 10 for ten percent: then nothing is known.
 */
const ratioByRange = (value: string): AskedSetting => {
  const [, hex, digits = '', unit] = AMOUNT.exec(value) ?? []
  const isPercent = unit !== undefined || digits.includes('.')
  if (isPercent) return inRange(Number(digits) * 100)
  const number = Number(hex ?? digits)
  return number > MOST_PERCENT ? inRange(number) : {}
}

const HPE_SHARES: readonly (readonly [RegExp, AskedSetting])[] = [
  [/^full/i, {ifMirrored: 'full'}],
  [/^partial ?first ?4gb|memory below 4gb/i, {ifMirrored: 'partial', below4G: true}],
  [/^partial\D*10 ?(?:percent|%)/i, {ifMirrored: 'partial', below4G: true, above4GBasisPoints: 1000}],
  [/^partial\D*20 ?(?:percent|%)/i, {ifMirrored: 'partial', below4G: true, above4GBasisPoints: 2000}],
  [/^partial/i, {ifMirrored: 'partial'}],
]

const byHpeShare = (value: string): AskedSetting => HPE_SHARES.find(([words]) => words.test(value))?.[1] ?? {}

const failoverOf = (value: string): AskedSetting => {
  const failover = on(value)
  return failover === undefined ? {} : {failover}
}

const lowOf = (value: string): AskedSetting => {
  const below4G = on(value)
  return below4G === undefined ? {} : {below4G}
}

/** Names of settings per vendor; the first that matches is read. */
const SETTING_NAMES: readonly SettingName[] = [
  {vendors: 'Dell (racadm, profiles)', name: /^(?:memopmode|memoryoperatingmode)$/, ask: byMode},
  {vendors: 'Dell', name: /^(?:frmpercentage|faultresilientmodepercentage)$/, ask: value => ratioOf(value, 100)},
  {vendors: 'HPE (ilorest, conrep)', name: /^advancedmem(?:ory)?protection$/, ask: byMode},
  {
    vendors: 'Lenovo (OneCLI)',
    name: /^partialmirrorratioinbasispoints$/,
    ask: value => ratioOf(value, 1),
  },
  {
    vendors: 'Lenovo, Supermicro, Intel (set-up data)',
    name: /^(?:partialmirrorratio|(?:uefi)?armmirrorpercentage|partialmirroruefipercent)$/,
    ask: ratioByRange,
  },
  {vendors: 'Cisco', name: /^partialmirrorpercent(?:age)?$/, ask: value => ratioOf(value, 100)},
  {
    vendors: 'HPE (MemMirrorMode: of what kind, where Advanced Memory Protection mirrors)',
    name: /^memmirrormode$/,
    ask: byHpeShare,
  },
  {vendors: 'Lenovo', name: /^mirrorfailover$/, ask: failoverOf},
  {vendors: 'Lenovo, Supermicro', name: /^(?:mirrorbelow4gb|armmirrorbelow4gb|mirrorbelow4gbforarm)$/, ask: lowOf},
  {vendors: 'Lenovo', name: /^fullmirror(?:mode)?$/, ask: bySwitch('full')},
  {vendors: 'Lenovo, Cisco', name: /^partialmirror(?:mode)?$/, ask: bySwitch('partial')},
  {vendors: 'Supermicro, Intel (set-up data)', name: /^(?:uefiarmmirror|partialmirroruefi)$/, ask: bySwitch('partial')},
  {vendors: 'Supermicro, Intel (syscfg)', name: /^(?:mirror(?:ing)?mode|memorymirror(?:ing|mode))$/, ask: byMode},
]

const plain = (name: string): string => (name.split(/[.:]/).at(-1) ?? name).toLowerCase().replace(/[^a-z0-9]/g, '')

/** What a setting asks for, by its name and value as dumped; nothing for settings of other things. */
export const askedBy = (name: string, value: string): AskedSetting =>
  SETTING_NAMES.find(setting => setting.name.test(plain(name)))?.ask(value) ?? {}
