import type {SecretKind} from './pseudonyms.js'

/** One way in which names stand in texts: the group `name` is it, or the whole match where there is none. */
export interface Recogniser {
  /** Absent for passwords and keys, which are taken out and never kept. */
  readonly kind?: SecretKind
  /** Global, with indices. Quantifiers are bounded: texts are hostile. */
  readonly pattern: RegExp
  /** False for what only looks like one. */
  readonly accepts?: (name: string) => boolean
}

/** `KEY: value`, `key=value`, `"key": "value"`, with the keys as alternatives of a pattern. */
const keyed = (keys: string, value = String.raw`[^\s"'“”,;()\[\]{}<>|]{1,256}`): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${keys})["']?\s{0,8}[:=]\s{0,8}["']?(?<name>${value})`, 'giud')

/** A value of several words: up to two blanks, the next key, a bracket or the end. */
const PHRASE = String.raw`[^"'“”,;|()\[\]{}<>\r\n\t]{1,96}?(?=\s{2}|\s{1,4}[\w/-]{1,24}\s?[:=]|["'“”,;|()\[\]{}<>\r\n\t]|\s*$)`

const isNumber = (name: string): boolean => /^(?:0x[\da-f]+|[\d.,:-]{1,6})$/i.test(name)
const isPciAddress = (name: string): boolean => /^(?:[\da-f]{4}:)?[\da-f]{2}:[\da-f]{2}\.\d$/i.test(name)
const isWord = (name: string): boolean => !isNumber(name) && !isPciAddress(name)

const isAddress4 = (name: string): boolean =>
  name.split('.').every(part => Number(part) <= 255) && !/^(?:0|127|255)\./.test(name)

/** Eight groups of hexadecimal digits, or fewer around one `::`. */
function isAddress6(name: string): boolean {
  const [head = '', tail, ...more] = name.split('::')
  const groups = [head, tail ?? ''].flatMap(part => (part === '' ? [] : part.split(':')))
  const isHex = groups.every(part => /^[\da-f]{1,4}$/i.test(part))
  if (more.length > 0 || !isHex) return false
  return tail === undefined ? groups.length === 8 : groups.length >= 2 && groups.length <= 7
}

const PUBLIC_DOMAINS =
  /^(?:www\.|schemas\.|lists\.|bugzilla\.|access\.|support\.|kb\.|docs\.|wiki\.|lore\.|git\.|help\.|uefi\.|bugs\.)?(?:kernel\.org|mcelog\.org|redhat\.com|intel\.com|amd\.com|suse\.com|ubuntu\.com|launchpad\.net|debian\.org|vmware\.com|broadcom\.com|microsoft\.com|github\.com|uefi\.org|freedesktop\.org|openeuler\.org|dell\.com|hpe\.com|lenovo\.com|huawei\.com)$/i

const TOP_DOMAINS =
  'com|net|org|edu|gov|mil|int|info|biz|io|cloud|dev|app|local|localdomain|lan|internal|intranet|intra|corp|home|private|domain|test|example|invalid|arpa|cern|bank|cn|de|uk|fr|jp|ru|in|it|es|nl|be|ch|at|eu|us|ca|au|br|kr|tw|hk|sg|se|no|fi|dk|pl|cz|hu|ro|gr|pt|ie|il|za|mx|ar|cl|nz|tr|ua|id|my|th|vn|ph'

/** Identifiers that the UEFI and CXL specifications and operating systems give to kinds of records: the same everywhere. */
const PUBLIC_UUIDS = new Set([
  'a5bc1114-6f64-4ede-b863-3e83ed7c83b1', // platform memory
  '61ec04fc-48e6-d813-25c9-8daa44750b12', // platform memory 2
  '9876ccad-47b4-4bdb-b65e-16f193c4f3db', // processor generic
  'dc3ea0b0-a144-4797-b95b-53fa242b6e1d', // processor IA32/X64
  'e19e3d16-bc11-11e4-9caa-c2051d5d46b0', // processor Arm
  'd995e954-bbc1-430f-ad91-b44dcb3c6f35', // PCI Express
  '81212a96-09ed-4996-9471-8d729c8e69ed', // firmware error record reference
  'c5753963-3b84-4095-bf78-eddad3f9c9dd', // PCI/PCI-X bus
  'eb5e4685-ca66-4769-b6a2-26068b001326', // PCI component
  'fbcd0a77-c260-417f-85a9-088b1621eba6', // CXL general media event
  '601dcbb3-9c06-4eab-b8af-4e9bfb5c9624', // CXL DRAM event
  'fe927475-dd59-4339-a586-79bab113b774', // CXL memory module event
  'c26c4f3c-3f66-4e99-8f8a-39405cfed220', // Windows' WHEA logger
])
/** False also for hexadecimal dumps that begin with the record's signature `CPER`. */
const isOwnUuid = (name: string): boolean =>
  /[1-9a-f]/i.test(name) && !PUBLIC_UUIDS.has(name.toLowerCase()) && !/^43504552/.test(name)

const UUID = String.raw`[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}`
const LABEL = String.raw`[a-z\d](?:[a-z\d-]{0,62})`
const HOST = String.raw`[a-z\d][\w.-]{0,254}`

/** Time stamps at the head of a line, behind which syslog writes the machine's name. */
const STAMP = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun),? )?[a-z]{3} [ \d]?\d(?: \d{4})? [\d:.]{8,15}(?: \d{4})?|\d{4}-\d\d-\d\d[ t][\d:.,]{8,18}(?:z| ?[+-]\d\d:?\d\d)?`

/** What introduces a password or a key. */
export const SECRET_KEYS =
  'password|passwd|passphrase|pwd(?=\\s{0,8}[:=]\\s{0,8}[^/\\s])|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|community|authorization|auth'

const PASSWORDS: readonly Recogniser[] = [
  {
    pattern: keyed(
      String.raw`[\w.-]{0,32}?(?:${SECRET_KEYS})`,
      String.raw`(?:(?:bearer|basic|digest) )?[^\s"',;]{1,512}`,
    ),
  },
  {pattern: /:\/\/(?<name>[^\s/@:]{1,128}(?::[^\s/@]{0,128})?)@/dg},
  {pattern: /\beyJ[\w-]{8,2048}\.[\w-]{1,4096}(?:\.[\w-]{0,1024})?/dg},
  {pattern: /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/dg},
  {pattern: /\b(?:gh[pousr]_|xox[abprs]-|sk-|glpat-)[\w-]{16,255}/dg},
  {pattern: /\b(?:ssh-(?:rsa|ed25519|dss)|ecdsa-[\w-]{1,32}) [\w+/=]{16,2048}/dg},
  {pattern: /\bSHA256:[\w+/]{43}=?/dg},
]

const PEOPLE: readonly Recogniser[] = [
  {
    kind: 'mail',
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d](?:[\w.-]{0,250}[a-z\d])?/dgiu,
    accepts: name => !/@(?:c?dimm|cpu|mc|p\d)\w*$/i.test(name),
  },
  {
    kind: 'user',
    pattern: keyed(
      '_?(?:remote|local|target|login|sudo_|effective |real )?user(?:[ _]?name)?|login|logname|acct|account(?:[ _]?name)?|operator|owner|author|technician|engineer|reported by|opened by|assigned to',
    ),
    accepts: isWord,
  },
  {
    kind: 'user',
    pattern: /\b(?:for|by|from|of|as) (?:invalid |illegal |unknown )?user ["']?(?<name>[\w.+\\$-]{1,64})/dgiu,
  },
  {
    kind: 'user',
    pattern: /\b(?:Accepted|Failed) [\w/-]{1,32} for (?:invalid user )?(?<name>[\w.+\\$-]{1,64}) from\b/dgiu,
  },
  {kind: 'user', pattern: /\bsudo(?:\[\d{1,8}\])?: {1,8}(?<name>[\w.+\\$-]{1,64}) :/dgiu},
  {kind: 'user', pattern: /\b[eu]?uid=\d{1,10}\((?<name>[\w.+$-]{1,64})\)/dgiu},
  {kind: 'user', pattern: /(?<![\w.+$-])(?<name>[\w.+$-]{1,64})\([eu]?uid=\d{1,10}\)/dgiu},
  {kind: 'user', pattern: /\bcrond?(?:\[\d{1,8}\])?: \((?<name>[\w.+$-]{1,64})\)/dgiu},
  {kind: 'user', pattern: /\bUSER ["']?(?<name>[\w.+$-]{1,64})["']? (?:logged|login|logout|did)\b/dgiu},
  {
    kind: 'user',
    pattern:
      /[/\\](?:home|users|documents and settings|spool[/\\]cron|spool[/\\]mail|var[/\\]mail)[/\\](?:crontabs[/\\])?([^/\\\s:"'<>|,;()]{1,64})/dgiu,
  },
  {kind: 'user', pattern: /\bS-1-5-21-\d{1,10}-\d{1,10}-\d{1,10}-\d{1,10}\b/dgiu},
  {kind: 'user', pattern: /(?<![\w\\/.:-])[A-Z][A-Z\d-]{1,14}\\{1,2}(?<name>[A-Za-z][\w.-]{1,63})/dgu},
  {
    kind: 'name',
    pattern: keyed(
      'customer|tenant|company|organi[sz]ation|account[ _]domain|site|contact|sys_?contact|sys_?location|cluster(?:[ _]?name)?|project|namespace|pod(?:[ _]?name)?|container(?:[ _]?name)?|guest(?:[ _]?name)?|vm(?:[ _]?name)?|virtual machine|datacent(?:er|re)|data cent(?:er|re)|rack|room|building|chassis[ _]?name|ticket|case(?: number| id)?|display ?name',
      PHRASE,
    ),
    accepts: isWord,
  },
  {
    kind: 'name',
    pattern:
      /\bpods?[ /]["']?(?<name>[a-z\d](?=[^\s"'(]{0,250}[-\d])[a-z\d.-]{2,251}(?:_[a-z\d-]{1,63})?)(?=["'(\s,;]|$)/dgiu,
  },
  {kind: 'name', pattern: /\bvm[mx]?\d{0,3}:(?<name>[A-Za-z][^\s):,;“”]{1,80})/dgu},
]

const NETWORK: readonly Recogniser[] = [
  {
    kind: 'ip',
    // Behind words of a version, or before its further parts, four numbers are a version.
    pattern:
      /(?<![\w.-])(?<!\b(?:version|ver|v|rev|revision|firmware|fw|bios|release|linux|kernel)[ :=]{1,3})(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d|-\d{1,4}[.-])/dgiu,
    accepts: isAddress4,
  },
  {
    kind: 'ip',
    pattern: /(?<![\w:.])[\da-f]{0,4}:[\da-f:]{1,40}(?:(?<=:)(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])/dgiu,
    accepts: isAddress6,
  },
  {
    kind: 'mac',
    pattern: /(?<![\w:-])(?:[\da-f]{2}([:-]))(?:[\da-f]{2}\1){4}(?:[\da-f]{2}\1){0,14}[\da-f]{2}(?![\w:-])/dgiu,
  },
  {kind: 'mac', pattern: /\b(?:wwn|wwpn|wwnn|wwid)[ :=]{1,3}(?<name>0x[\da-f]{8,32})(?!\w)/dgiu},
  {kind: 'mac', pattern: /(?<![\w.])[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}(?![\w.])/dgiu},
  {
    kind: 'mac',
    pattern: keyed('mac(?:[ _-]?addr(?:ess)?)?|hwaddr|lladdr|wwpn|wwnn|wwn|wwid|(?:node|port|sys_image)_?guid'),
  },
  {
    kind: 'host',
    pattern: new RegExp(
      String.raw`(?<![\w.-]|["'\[]@)${LABEL}(?:\.${LABEL}){0,6}\.(?:${TOP_DOMAINS})(?![\w-]|\.[a-z\d])`,
      'digu',
    ),
    accepts: name => /^[a-z]/i.test(name) && !PUBLIC_DOMAINS.test(name),
  },
  {kind: 'host', pattern: /(?<![\w.-])ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?![\w-])/dgiu},
  {kind: 'host', pattern: /(?<![\w\\])\\\\([a-z\d][\w.-]{1,63})(?=\\)/dgiu},
  {
    kind: 'host',
    pattern: keyed(
      '_?host(?:[ _]?name)?|nodename|node(?:[ _]?name)?|computer(?:[ _]?name)?|server(?:[ _]?name)?|fqdn|dns[ _]?(?:name|domain)|domain(?:[ _]?name)?|system[ _]name|source_?host|peer|remote|gateway|relay|identity',
    ),
    accepts: isWord,
  },
  {
    kind: 'host',
    pattern:
      /\b(?:hostname|host name|node name|hostname set to|hostname to) <?["']?(?<name>[a-z][\w.-]{1,254})["']?>?$/dgiu,
  },
  {
    kind: 'host',
    pattern: new RegExp(
      String.raw`^(?:<\d{1,3}>)?(?:\d )?(?:${STAMP}) {1,4}(?<name>${HOST}) (?=[^\s:]{1,80}:|-?\[)`,
      'digu',
    ),
  },
  {kind: 'host', pattern: new RegExp(String.raw`^<\d{1,3}>\d (?:${STAMP}|-) (?<name>${HOST}) `, 'digu')},
]

const MACHINES: readonly Recogniser[] = [
  {kind: 'ppin', pattern: /\bPPIN["']?[ :=]{1,4}["']?(?<name>(?:0x)?[\da-f]{1,16})\b/dgiu},
  {
    kind: 'serial',
    accepts: name => name.length >= 4,
    pattern: keyed(
      String.raw`(?:product|chassis|board|system|baseboard|dimm|module|part|fru|drive|disk|cpu|processor|psu|enclosure)?[ _-]?(?:serial(?:[ _-]?(?:number|no\.?|num|id))?|s/n|sn)|(?:chassis|system|node|enclosure)?[ _-]?service[ _-]?(?:tag|code)|express[ _-]service[ _-]code|wmid|order number`,
    ),
  },
  {
    kind: 'serial',
    pattern: /\b(?:serial number|serial no\.?|service tag|serial)[ #]{1,4}(?<name>(?=[\w-]{0,40}\d)[\w-]{4,40})/dgiu,
  },
  {kind: 'serial', pattern: /\bS\/?N[ #]{1,4}(?<name>(?=[\w-]{0,40}\d)[\w-]{4,40})/dgu},
  {
    kind: 'asset',
    pattern: keyed(
      'asset(?:[ _-]?(?:tag|number|no\\.?|id))?|inventory[ _-]?(?:tag|number|no\\.?|id)|property[ _-]?tag',
      PHRASE,
    ),
  },
  {kind: 'asset', pattern: /\basset[ _-]?tag[ #]{1,4}(?<name>(?=[\w-]{0,40}\d)[\w-]{3,40})/dgiu},
  {
    kind: 'uuid',
    // Section types of error records are the same everywhere.
    pattern: new RegExp(
      String.raw`(?<![\w-])(?<!(?:section|notification|partition)[ _]type["']?[ :,=]{0,4}(?:unknown, )?["'{]?)${UUID}(?![\w-])`,
      'digu',
    ),
    accepts: isOwnUuid,
  },
  {
    kind: 'uuid',
    pattern: /(?<![\w-])(?:[\da-f]{32}|[\da-f]{64})(?![\w-])/dgiu,
    accepts: isOwnUuid,
  },
  {kind: 'uuid', pattern: /(?<=\bpod)[\da-f]{8}([_-])(?:[\da-f]{4}\1){3}[\da-f]{12}(?![\da-f])/dgiu},
  {
    kind: 'uuid',
    pattern:
      /\b(?:cri-containerd|containerd|crio|docker|libpod|containers?)[-:/ ]["']?(?<name>[\da-f]{12,64})(?![\w-])/dgiu,
    accepts: isOwnUuid,
  },
  {kind: 'storage', pattern: /(?<![\w.])(?:iqn|nqn)\.\d{4}-\d\d\.[^\s"',;<>)\]]{1,223}/dgiu},
  {kind: 'storage', pattern: /(?<![\w.])(?:naa|eui|t10)\.[\w.+-]{6,128}/dgiu},
  {kind: 'storage', pattern: /(?<![\w-])wwn-(?<name>0x[\da-f]{8,32})/dgiu},
  {kind: 'storage', pattern: /\/dev\/disk\/by-[a-z]{2,12}\/(?<name>[^\s"',;)\]]{1,160})/dgiu},
  {pattern: /\biscsi:(?=\S*[\w@])(?<name>[^\s"',;]{1,256})/dgiu},
  {kind: 'volume', pattern: /\/dev\/mapper\/(?<name>[^\s"',;:)\]]{1,128})/dgiu, accepts: name => name !== 'control'},
  {
    kind: 'volume',
    pattern: /\b(?:PART)?LABEL=(?<name>[^\s"',;#]{1,128})/dgu,
    accepts: name => !/dimm|cpu|srcid/i.test(name),
  },
]

/** A Chinese key needs no blank before it; its colon may be a full-width one. */
const chineseKeyed = (keys: string): RegExp =>
  new RegExp(
    String.raw`(?:${keys})(?:名称|名|号)?["']?\s{0,4}[:=：]\s{0,4}["']?(?<name>[^\s"'“”，。；、,;()（）<>|]{1,256})`,
    'dgu',
  )

/** Management controllers and forms in Chinese. */
const CHINESE: readonly Recogniser[] = [
  {kind: 'host', pattern: chineseKeyed('主机|服务器|计算机|设备名|节点名'), accepts: isWord},
  {kind: 'serial', pattern: chineseKeyed('序列|服务标签|产品序列|整机序列'), accepts: name => name.length >= 4},
  {kind: 'asset', pattern: chineseKeyed('资产(?:标签|编)?')},
  {kind: 'user', pattern: chineseKeyed('用户|账|帐|联系人|操作员|登录'), accepts: isWord},
  {kind: 'name', pattern: chineseKeyed('客户|单位|机房|机柜|机架|位置|工单'), accepts: isWord},
]

/** Process names, taken out on demand only: what was hit is often what the reader must know. */
export const PROCESS_RECOGNISERS: readonly Recogniser[] = [
  {kind: 'process', pattern: /\bcomm["']?\s?[:=]\s?["']?(?<name>[^\s"',;:()]{1,64})/dgiu},
  {
    kind: 'process',
    pattern:
      /\b(?:Killing|SIGBUS to|process|task|Killed process \d{1,10}) \(?(?<name>[^\s"',;:()]{2,64})[:)]\d{0,10}/dgiu,
  },
  {kind: 'process', pattern: /\bprocess["']?\s?[:=]\s?["']?(?<name>[^\s"',;:()]{1,64})/dgiu},
]

/** All ways in which names are known by their looks or by the words before them, passwords first. */
export const RECOGNISERS: readonly Recogniser[] = [...PASSWORDS, ...PEOPLE, ...NETWORK, ...MACHINES, ...CHINESE]
