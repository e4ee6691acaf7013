import type {MirrorLayout} from '../layout.js'

/** What one firmware setting asks for. */
export interface AskedSetting {
  readonly mode?: MirrorLayout['mode']
  readonly above4GBasisPoints?: number
  readonly below4G?: boolean
  readonly failover?: boolean
}

/** A setting by its name, letters and digits alone, and what its values mean. */
interface SettingName {
  readonly vendors: string
  readonly name: RegExp
  readonly ask: (value: string) => AskedSetting
}

const on = (value: string): boolean | undefined => {
  if (/^(?:enable|on|true|yes|0?1$)/i.test(value)) return true
  return /^(?:disable|off|false|no$|00?$)/i.test(value) ? false : undefined
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

const ratioOf = (value: string, perUnit: number): AskedSetting => {
  const [digits] = /^\d{1,4}(?:\.\d{1,2})?/.exec(value) ?? []
  const basisPoints = digits === undefined ? Number.NaN : Math.round(Number(digits) * perUnit)
  return basisPoints > 0 && basisPoints <= 5000 ? {above4GBasisPoints: basisPoints} : {}
}

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
    vendors: 'Lenovo, Supermicro',
    name: /^(?:partialmirrorratio|(?:uefi)?armmirrorpercentage)$/,
    ask: value => ratioOf(value, 100),
  },
  {vendors: 'Lenovo', name: /^mirrorfailover$/, ask: failoverOf},
  {vendors: 'Lenovo, Supermicro', name: /^(?:mirrorbelow4gb|armmirrorbelow4gb|mirrorbelow4gbforarm)$/, ask: lowOf},
  {vendors: 'Lenovo', name: /^fullmirror(?:mode)?$/, ask: bySwitch('full')},
  {vendors: 'Lenovo, Cisco', name: /^partialmirror(?:mode)?$/, ask: bySwitch('partial')},
  {vendors: 'Supermicro', name: /^uefiarmmirror$/, ask: bySwitch('partial')},
  {vendors: 'Supermicro, Intel (syscfg)', name: /^(?:mirror(?:ing)?mode|memorymirror(?:ing|mode))$/, ask: byMode},
]

const plain = (name: string): string => (name.split(/[.:]/).at(-1) ?? name).toLowerCase().replace(/[^a-z0-9]/g, '')

/** What a setting asks for, by its name and value as dumped; nothing for settings of other things. */
export const askedBy = (name: string, value: string): AskedSetting =>
  SETTING_NAMES.find(setting => setting.name.test(plain(name)))?.ask(value) ?? {}
