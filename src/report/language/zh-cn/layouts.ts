import {phrases} from '../phrase.js'

/** What is wrong in a layout file and what to change; what keeps a mirror from being planned. */
export const LAYOUTS = phrases([
  // Rules that fields keep among themselves
  ['{label} {label2} ends at or before its start', '{label} {label2} 的终点不在起点之后'],
  ['{label} {label2} begins before {label3} ends', '{label} {label2} 起于 {label3} 结束之前'],
  ['give {q} as the first address behind the region', '把 {q} 写成该范围之后的第一个地址'],
  ['sort the regions by address and let none overlap', '请按地址排列各范围，且互不重叠'],
  ['mode is none, but {label} {label2} is marked mirrored', 'mode 为 none，但 {label} {label2} 标为已镜像'],
  [
    'set mode to partial or full, or the region to not mirrored',
    '请把 mode 设为 partial 或 full，或把该范围设为未镜像',
  ],
  ['mode is full, but {label} {label2} is marked not mirrored', 'mode 为 full，但 {label} {label2} 标为未镜像'],
  [
    'set mode to partial, or name the region’s media if it is not DIMM memory',
    '请把 mode 设为 partial；若该范围不是内存条，请写明其 media',
  ],
  [
    'capacity.mirroredBytes says {raw}, the mirrored regions add up to {raw2}',
    'capacity.mirroredBytes 写的是 {raw}，而各镜像范围合计 {raw2}',
  ],
  [
    'set capacity.mirroredBytes to {n}, which the regions add up to, or correct the regions',
    '请把 capacity.mirroredBytes 设为各范围之和 {n}，或改正各范围',
  ],
  [
    'capacity: installed {raw} minus mirrored {raw2} is {raw3}, but {raw4} are visible',
    'capacity：已装 {raw} 减去镜像 {raw2} 得 {raw3}，但可见为 {raw4}',
  ],
  [
    'every mirrored byte hides a second one: set capacity.osVisibleBytes to about {n}, or correct installedBytes or mirroredBytes',
    '每个镜像字节都占去另一个字节：请把 capacity.osVisibleBytes 设为约 {n}，或改正 installedBytes 或 mirroredBytes',
  ],
  ['{label} {label2} is {raw}, yet marked mirrored', '{label} {label2} 为 {raw}，却标为已镜像'],
  [
    'mirroring works on DIMM memory only: set mirrored to false, or correct the media',
    '镜像只适用于内存条：请把 mirrored 设为 false，或改正 media',
  ],
  ['correct platform.vendor, or the mirrored regions and the mode', '请改正 platform.vendor，或改正镜像范围与 mode'],
  [
    'platform.memoryMode is 2lm and memory is mirrored: mirroring needs one-level memory',
    'platform.memoryMode 为 2lm 而内存有镜像：镜像需要单级内存',
  ],
  [
    'correct memoryMode or the mirrored regions; the firmware’s set-up shows which mode is on',
    '请改正 memoryMode 或镜像范围；固件设置会显示启用的是哪种模式',
  ],
  [
    'osPolicy is kernelcore-mirror, but nothing is mirrored: the kernel ignores the option',
    'osPolicy 为 kernelcore-mirror，但没有镜像内存：内核会忽略该选项',
  ],
  [
    'set osPolicy.effective to false and ineffectiveReason to no-mirror-memory',
    '请把 osPolicy.effective 设为 false，ineffectiveReason 设为 no-mirror-memory',
  ],
  [
    'osPolicy is kernelcore-mirror, but {label} {label2} below 4 GiB is not mirrored: kernel data there is unprotected',
    'osPolicy 为 kernelcore-mirror，但 4 GiB 以下的 {label} {label2} 未镜像：其中的内核数据不受保护',
  ],
  [
    'set osPolicy.ineffectiveReason to low4g-unmirrored; on the machine, mirror memory below 4 GiB',
    '请把 osPolicy.ineffectiveReason 设为 low4g-unmirrored；在机器上则应镜像 4 GiB 以下的内存',
  ],
  [
    'platform.hypervisorGuest is true: the layout says nothing about the host, every verdict will be {q}',
    'platform.hypervisorGuest 为 true：布局与宿主机无关，每个结论都将是“无法判断”',
  ],
  [
    'describe the host instead: a guest does not see how its memory is mirrored',
    '请改为描述宿主机：客户机看不到其内存如何镜像',
  ],
  ['{label} is of {raw}, outside {raw2} – {raw3}', '{label} 的时间为 {raw}，不在 {raw2} – {raw3} 之内'],
  ['correct the time, or the time for which the layout is valid', '请改正该时间，或改正布局的有效时间'],
  [
    'node {n} has no mirrored memory: kernel data local to it cannot be protected',
    '节点 {n} 没有镜像内存：无法保护其本地的内核数据',
  ],
  [
    'on the machine, mirror a share of every node; in the file, check {q} and {q2} of its regions',
    '在机器上请镜像每个节点的一部分；在文件中请检查其范围的 {q} 与 {q2}',
  ],

  // The shape of the file
  ['the layout', '布局'],
  ['{a} is {rest}, not a text', '{a} 为 {rest}，不是文本'],
  ['{a} is {rest}, not an address', '{a} 为 {rest}，不是地址'],
  ['{a} is {rest}, not a moment with its zone', '{a} 为 {rest}，不是带时区的时刻'],
  ['{a} is {rest}, not true or false', '{a} 为 {rest}，不是 true 或 false'],
  ['{a} is {rest}, not a whole number', '{a} 为 {rest}，不是整数'],
  ['{a} is {rest}, not a whole number from {n} to {n2}', '{a} 为 {rest}，不是 {n} 到 {n2} 之间的整数'],
  ['{a} is {rest}, not a whole number of at least {n}', '{a} 为 {rest}，不是不小于 {n} 的整数'],
  ['{a} is {rest}, not a number from {n} to {n2}', '{a} 为 {rest}，不是 {n} 到 {n2} 之间的数'],
  ['{a} is {rest}, none of the values known here', '{a} 为 {rest}，不是此处已知的值'],
  ['{a} is {rest}, not a list', '{a} 为 {rest}，不是列表'],
  ['{a} is {rest}, not an object', '{a} 为 {rest}，不是对象'],
  ['{a} has {n} entries', '{a} 有 {n} 项'],
  ['{a} is empty', '{a} 为空'],
  ['{a} is missing', '缺少 {a}'],
  ['{a} is no field of a layout', '{a} 不是布局的字段'],
  ['write it as a text in quotes', '请写成带引号的文本'],
  ['give it a value', '请给出一个值'],
  ['write addresses as lower-case hex texts such as "0x100000000"', '地址请写成小写十六进制文本，如 "0x100000000"'],
  ['write it as RFC 3339, for example "2026-11-03T04:12:09Z"', '请按 RFC 3339 书写，例如 "2026-11-03T04:12:09Z"'],
  ['write true or false without quotes', '请写 true 或 false，不带引号'],
  ['give a whole number', '请给出整数'],
  ['give a whole number from {n} to {n2}', '请给出 {n} 到 {n2} 之间的整数'],
  [
    'give a whole number from {n} to {n2}, in bytes: 1 TiB is 1099511627776',
    '请给出 {n} 到 {n2} 之间的整数，单位为字节：1 TiB 为 1099511627776',
  ],
  ['give a whole number of at least {n}', '请给出不小于 {n} 的整数'],
  ['give a number from {n} to {n2}', '请给出 {n} 到 {n2} 之间的数'],
  ['use one of: {rest}', '可用：{rest}'],
  ['write a list in square brackets', '请写成方括号中的列表'],
  ['give {n} to {n2} entries', '请给出 {n} 到 {n2} 项'],
  ['write an object in braces', '请写成花括号中的对象'],
  ['add the field {rest}', '请加上字段 {rest}'],
  ['remove it; fields here are {rest}', '请删去；此处的字段有 {rest}'],

  // The address map
  ['{a}: {raw} mirrored', '{a}：镜像 {raw}'],
  ['✖ error: mirrored', '✖ 错误：已镜像'],
  ['✖ error: not mirrored', '✖ 错误：未镜像'],
  ['hole of {raw}', '空洞 {raw}'],
  ['physical address, holes drawn short', '物理地址，空洞已缩短'],

  // Plans: what stands against them, wrong use
  [
    'Memory runs as two levels (2LM): a mirror needs one-level memory (1LM).',
    '内存以两级方式运行（2LM）：镜像需要单级内存（1LM）。',
  ],
  [
    '{raw}: none of {raw2} is enough for the kernel on every node. Choose a full mirror, or a smaller headroom.',
    '{raw}：{raw2} 均不足以满足每个节点的内核所需。请选全镜像，或减小余量。',
  ],
  [
    '--share {raw}: at most 50, for the second copies take as much memory as the first; a mirror of everything is the full mirror',
    '--share {raw}：最多为 50，因为第二份副本占用与第一份同样多的内存；镜像全部内存即为全镜像',
  ],
  ['--platform {raw}: {a}; known are {rest}', '--platform {raw}：{a}；已知的有 {rest}'],
  ['--platform {raw}: known are {rest}', '--platform {raw}：已知的有 {rest}'],
  ['no AMD or Hygon server is known to mirror memory', '未知有 AMD 或海光服务器支持内存镜像'],
  [
    'POWER mirrors the hypervisor’s own objects (Active Memory Mirroring, set in the HMC), never memory of a partition',
    'POWER 只镜像虚拟机监控程序自身的对象（Active Memory Mirroring，在 HMC 中设置），从不镜像分区的内存',
  ],
  [
    'PRIMEQUEST’s {q} mirrors the whole home board of a partition: there is no share to choose',
    'PRIMEQUEST 的{q}镜像分区的整块主板：没有份额可选',
  ],
  [
    '--installed {raw}: less than 1 GiB[ for each of {n} nodes]; write what all DIMMs hold together, such as 512GiB',
    '--installed {raw}：不足 1 GiB[（{n} 个节点中的每个）]；请写所有内存条的总容量，如 512GiB',
  ],
  [
    '--nodes {n}: say how much memory they hold, too (--installed 1TiB)',
    '--nodes {n}：还请说明它们共有多少内存（--installed 1TiB）',
  ],
  [
    'say how much memory is installed (--installed 1TiB --nodes 2), or name the logs of a boot',
    '请说明装有多少内存（--installed 1TiB --nodes 2），或给出一次启动的日志',
  ],
  [
    '{raw}: the logs do not tell how much memory there is; say it with --installed 1TiB --nodes 2',
    '{raw}：日志未说明有多少内存；请用 --installed 1TiB --nodes 2 给出',
  ],
])
