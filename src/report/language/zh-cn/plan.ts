import {phrases} from '../phrase.js'

/** The plan of a mirror; menus of firmware and commands stay as they are. */
export const PLAN = phrases([
  ['A partial mirror for the kernel’s own data', '为内核自身数据做部分镜像'],
  ['{raw}: a partial mirror for the kernel’s own data', '{raw}：为内核自身数据做部分镜像'],
  ['Now', '现状'],
  ['Ask for', '设定'],
  ['Mirrored', '镜像'],
  ['Left to see', '可见内存'],
  ['Kernel needs', '内核所需'],
  ['Headroom', '余量'],
  ['Set it', '设置'],
  ['Verify after the boot', '启动后核对'],
  ['Sources: ', '来源：'],
  ['{p} of all memory', '全部内存的 {p}'],
  ['all below 4 GiB, and {p} of what lies above ({n} basis points)', '4 GiB 以下全部，加上其上的 {p}（{n} 个基点）'],
  ['nothing on offer is enough; the figures are those of the largest share', '可选项均不够；以下数字按最大份额计'],
  ['{p} would do; {raw}: the next step on offer', '{p} 即可；{raw}：取下一个可选档'],
  [
    '{raw} of {raw2} installed; the second copies take as much ({p} given up)',
    '已装 {raw2} 中的 {raw}；第二份副本占用同样多（让出 {p}）',
  ],
  ['{raw}, of which {p} has a second copy', '{raw}，其中 {p} 有第二份副本'],
  ['{n} times the need; {n2} was asked for', '所需的 {n} 倍；要求为 {n2} 倍'],
  ['{raw} of {raw2} mirrored, {raw3} needed', '{raw2} 中镜像 {raw}，需 {raw3}'],
  ['{raw} of {raw2} mirrored, {raw3} needed: NOT ENOUGH', '{raw2} 中镜像 {raw}，需 {raw3}：不足'],
  [
    '{raw}: page descriptors (1.6 %) plus slab, stacks, page tables, per-CPU and vmalloc of /proc/meminfo; one reading, not a peak',
    '{raw}：页描述符（1.6%）加 /proc/meminfo 中的 slab、栈、页表、per-CPU 与 vmalloc；单次读数，并非峰值',
  ],
  [
    '{raw}: assumed: 4 % of what is visible, of which page descriptors are 1.6 %; give --kernel-need or a /proc/meminfo for a better figure',
    '{raw}：假定为可见内存的 4%，其中页描述符占 1.6%；给出 --kernel-need 或 /proc/meminfo 可更准确',
  ],
  ['{raw}: as stated', '{raw}：如所给出'],
  ['part of the memory is mirrored, {raw}; {a}', '部分内存有镜像，共 {raw}；{a}'],
  ['As root; takes effect at the next boot:', '以 root 执行；下次启动生效：'],
  ['Or in the firmware’s set-up:', '或在固件设置中：'],
  ['In the firmware’s set-up:', '在固件设置中：'],
  ['On the kernel command line, never together with movable_node:', '在内核命令行中，切勿与 movable_node 同用：'],
  [
    'shows MirroredPercentageAbove4G: {n} or more, and MirrorMemoryBelow4GB: true. It shows MirrorStatus only where the firmware refused.',
    '显示 MirroredPercentageAbove4G: {n} 或更高，且 MirrorMemoryBelow4GB: true。只有固件拒绝时才显示 MirrorStatus。',
  ],
  ['shows {q}, the first number near {n}, and no {q2}.', '显示 {q}，第一个数接近 {n}，且没有 {q2}。'],
  ['shows {q} and ReliableTotal.', '显示 {q} 与 ReliableTotal。'],
  ['shows one line for each node that has memory without a mirror.', '每个有非镜像内存的节点显示一行。'],
  [
    'The logs show no uncorrected error: nothing tells which kind of mirror this machine needs.',
    '日志中没有不可纠正错误：无从得知这台机器需要哪种镜像。',
  ],
  ['What each would have made of the one uncorrected incident in these logs', '各种镜像对日志中这一不可纠正事件的作用'],
  [
    'What each would have made of the {n} uncorrected incident(s) in these logs',
    '各种镜像对日志中 {n} 个不可纠正事件的作用',
  ],
  [
    'Only {a} would have held all that a mirror can hold here: what was hit was not the kernel’s own data.',
    '只有{a}能化解此处镜像所能化解的全部：被击中的不是内核自身的数据。',
  ],
  ['The partial mirror would have held as much as a full one.', '部分镜像的作用与全镜像相当。'],
  [
    'Linux {raw} does not steer kernel data into a mirror; {raw2} and later do.',
    'Linux {raw} 不会把内核数据放入镜像；{raw2} 及以后才会。',
  ],
  [
    'All memory is mirrored now: a partial mirror gives memory back and protects less.',
    '现在全部内存均有镜像：部分镜像会释放内存，但保护较少。',
  ],
  [
    'Here the platform’s hypervisor mirrors its own objects; memory of a partition cannot be mirrored.',
    '此处由平台的虚拟机监控程序镜像其自身对象；分区的内存无法镜像。',
  ],
  [
    'This is a virtual machine: memory is mirrored on its host, and the host is to be planned.',
    '这是虚拟机：内存镜像在其宿主机上，应为宿主机做规划。',
  ],
  [
    'No AMD or Hygon server is known to mirror memory: this is arithmetic, nothing that could be set.',
    '未知有 AMD 或海光服务器支持内存镜像：以下只是演算，无法设置。',
  ],
  [
    'Memory that is no DIMM (CXL, HBM, persistent) cannot be mirrored and is not counted.',
    '非内存条的内存（CXL、HBM、持久内存）无法镜像，不计在内。',
  ],
  [
    '{raw}: no share that firmware takes is enough for the kernel on every node. Choose a full mirror, or a smaller headroom.',
    '{raw}：固件所接受的份额都不足以满足每个节点的内核所需。请选全镜像，或减小余量。',
  ],
  ['{raw}: offers at most {p}, less than the {p2} asked for.', '{raw}：最多可选 {p}，少于所要求的 {p2}。'],
  [
    'On {raw} the kernel would run out of mirrored memory while other memory is free: out-of-memory kills.',
    '在 {raw} 上，内核会在其他内存尚有空闲时用尽镜像内存：触发 OOM 终止进程。',
  ],
  [
    'At this share a full mirror costs little more and covers everything.',
    '在此份额下，全镜像多花不了多少，却覆盖一切。',
  ],
  [
    'How this platform rounds a share is not public: read the one in force after the reboot.',
    '该平台如何取整份额未公开：请在重启后读取实际生效的值。',
  ],
  [
    'Firmware usually takes the share from every node alike: the node in most need sets it.',
    '固件通常对各节点取相同份额：以需求最大的节点为准。',
  ],
  [
    'This firmware takes the mirrored memory from the first two sockets: {raw} would have none. Node interleaving, turned on, spreads it.',
    '该固件从前两个插槽取镜像内存：{raw} 将没有。启用节点交织（Node interleaving）可将其分散。',
  ],
])
