import {phrases} from '../phrase.js'

/** What to do, by when, and what until then. */
export const ADVICE = phrases([
  ['nothing urgent: no DIMM is named; act when more such errors come', '不紧急：未指明内存条；若再出现此类错误再处理'],
  [
    'nothing urgent: watch {a}, and act when more corrected errors come from it',
    '无须紧急处理：留意{a}，若继续出现可纠正错误再行处置',
  ],
  [
    'plan to replace {a} within days: so many corrected errors in one place often come before an uncorrected one',
    '计划在数日内更换{a}：同一处如此多的可纠正错误往往是不可纠正错误的前兆',
  ],
  [
    'until then let the firmware repair the row at the next boot where it can (post package repair, PPR), and empty the pages that repeat: {raw} and so on',
    '在此之前，若固件支持，让其在下次启动时修复该行（封装后修复，PPR），并迁空反复出错的页：{raw}，依此类推',
  ],
  ['until then empty the page: {raw}', '在此之前迁空该页：{raw}'],
  ['do not swap DIMMs: the error was in {a}', '不要更换内存条：错误发生在{a}'],
  [
    'bring firmware and microcode up to date; if it comes again, replace that processor',
    '将固件与微码更新到最新；若再次出现，更换该处理器',
  ],
  ['bring firmware up to date; if it comes again, replace that part', '将固件更新到最新；若再次出现，更换该部件'],
  [
    'until then avoid a restart: the kernel forgets which page is bad; after a restart: {raw}',
    '在此之前避免重启：重启后内核会忘记哪一页是坏的；重启之后执行：{raw}',
  ],
  [
    'until then avoid a restart: the kernel forgets which page is bad',
    '在此之前避免重启：重启后内核会忘记哪一页是坏的',
  ],
  ['if that has to wait, {a}, and {b}', '若须等待，{a}，并{b}'],
  ['if that has to wait, {a}', '若须等待，{a}'],
  [
    'let the firmware repair the row at the next boot where it can (post package repair, PPR)',
    '若固件支持，让其在下次启动时修复该行（封装后修复，PPR）',
  ],
  ['take the page out of use after each boot: {raw}', '每次启动后隔离该页：{raw}'],
  [
    'against the next one: {raw} on the kernel command line; the firmware offers mirrored memory already, and nothing uses it',
    '防备下一次：在内核命令行加上 {raw}；固件已提供镜像内存，只是尚未使用',
  ],
  [
    'against the next one: partial mirroring in the firmware setup and {raw} on the kernel command line',
    '防备下一次：在固件设置中启用部分镜像，并在内核命令行加上 {raw}',
  ],
  [
    'against the next one: full mirroring in the firmware setup, at half the memory',
    '防备下一次：在固件设置中启用全镜像，代价是一半内存',
  ],
  [
    'find the DIMM first: the BMC event log ({raw}) or {raw2} may name it; then replace it {a}',
    '先找出内存条：BMC 事件日志（{raw}）或 {raw2} 可能指明；然后{a}更换',
  ],
  ['before the machine carries load again', '在机器重新承载业务之前'],
  ['at the next service window', '在下一个维护窗口'],
  [
    'ask the BMC event log ({raw}) and the firmware setup whether the mirror is whole',
    '查看 BMC 事件日志（{raw}）与固件设置，确认镜像是否完好',
  ],
  [
    'replace {a} and the DIMM that holds its second copy before the machine carries load again[ ({b})]',
    '在机器重新承载业务之前，更换{a}以及存放其第二份副本的内存条[（{b}）]',
  ],
  [
    'replace {a} and the DIMM that holds its second copy at the next service window[ ({b})]',
    '在下一个维护窗口更换{a}以及存放其第二份副本的内存条[（{b}）]',
  ],
  ['replace {a} before the machine carries load again[ ({b})]', '在机器重新承载业务之前更换{a}[（{b}）]'],
  ['replace {a} at the next service window[ ({b})]', '在下一个维护窗口更换{a}[（{b}）]'],
  ['{n} corrected error(s) there since {t}, all in the same row', '自 {t} 起该处有 {n} 个可纠正错误，全在同一行'],
  [
    '{n} corrected error(s) there since {t}, the same row among them',
    '自 {t} 起该处有 {n} 个可纠正错误，其中包括同一行',
  ],
  ['{n} corrected error(s) there since {t}', '自 {t} 起该处有 {n} 个可纠正错误'],
  ['{n} corrected error(s) there before, all in the same row', '此前该处有 {n} 个可纠正错误，全在同一行'],
  ['{n} corrected error(s) there before, the same row among them', '此前该处有 {n} 个可纠正错误，其中包括同一行'],
  ['{n} corrected error(s) there before', '此前该处有 {n} 个可纠正错误'],
  [
    'find out from the BMC event log which channel failed over, replace its DIMM within days, and restore the mirror',
    '从 BMC 事件日志查明哪个通道发生了镜像切换，数日内更换其内存条，并恢复镜像',
  ],
  [
    'replace {a} within days and restore the mirror: until then the next uncorrected error there is not absorbed',
    '数日内更换{a}并恢复镜像：在此之前，该处的下一个不可纠正错误将无法化解',
  ],
  ['nothing: the error was injected by a test', '无须处理：该错误由测试注入'],
  [
    'look at the log of the host: this one is a virtual machine’s, and the hardware is not its own',
    '请查看宿主机日志：本日志来自虚拟机，硬件并非其自有',
  ],
  [
    'do not swap DIMMs first: the fault was not in them ({a}); the verdict says why',
    '不要先更换内存条：故障不在其中（{a}）；结论中说明了原因',
  ],
  [
    'bring the firmware up to date and reseat the DIMMs of the channel; if it comes again, suspect processor and board',
    '将固件更新到最新，并重新插拔该通道的内存条；若再次出现，应怀疑处理器与主板',
  ],
])
