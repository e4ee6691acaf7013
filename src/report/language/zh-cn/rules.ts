import {phrases} from '../phrase.js'

/** Reasons of the rules about mirroring, and what they wish to be collected. */
export const RULES = phrases([
  ['Possible, the likeliest first: {a}', '可能的原因，按可能性排列：{a}'],
  ['one copy had been lost before without the kernel seeing it', '此前已失去一份副本而内核未察觉'],
  ['the layout is of another boot', '布局属于另一次启动'],
  ['the bad data was stored in both copies', '坏数据已写入两份副本'],
  ['the bad data did not come from memory', '坏数据并非来自内存'],
  [
    'The address was damaged on its way to memory, before the copies part: both would have been asked for the same wrong place.',
    '地址在送往内存途中、两份副本分开之前已损坏：两份副本都会被要求访问同一个错误位置。',
  ],
  [
    'At its present address the data would lie {a} the ranges to be mirrored. This is a weak hint: a partial mirror packs memory anew, and the same cell gets another address.',
    '按当前地址，数据位于拟镜像范围{a}。这只是弱线索：部分镜像会重新排布内存，同一单元会得到另一个地址。',
  ],
  ['inside', '之内'],
  ['outside', '之外'],
  [
    'Cannot tell: the address lies in no memory of the map from boot. It may be memory added or removed later, memory the firmware keeps, or the map of another boot.',
    '无法判断：该地址不在启动时内存映射的任何内存中。可能是后来增减的内存、固件保留的内存，或映射属于另一次启动。',
  ],
  [
    'The firmware ran into the error; with all memory mirrored the second copy would have answered it as well.',
    '是固件遇到了该错误；若全部内存都有镜像，第二份副本同样会应答。',
  ],
  [
    'Cannot tell: the firmware ran into the error, and where a partial mirror would put the firmware’s own memory is not known.',
    '无法判断：是固件遇到了该错误，而部分镜像会把固件自己的内存放在哪里并不清楚。',
  ],
  [
    'The log shows an uncorrected read of the first copy and of the second copy of the same line: the mirror had nothing good left to supply.',
    '日志显示同一行的第一份与第二份副本读取均未能纠正：镜像已无完好数据可用。',
  ],
  [
    'Both channels that held the copies failed at once: another mirror over the same channels would have had nothing good to supply.',
    '存放两份副本的两个通道同时失效：在相同通道上另设镜像也无完好数据可用。',
  ],
  [
    'Cannot tell: the command and address wires of one channel failed. A read would have been answered by the twin on another channel; a lost write would have left the copies different.',
    '无法判断：某通道的命令/地址线失效。读取可由另一通道上的副本应答；而丢失的写入会使两份副本不一致。',
  ],
  [
    'The wires of one channel failed on a read; the twin hangs on another channel and would have answered, at the price of this copy.',
    '某通道的线路在读取时失效；副本在另一通道上，本可应答，代价是失去本副本。',
  ],
  [
    'Cannot tell: the write buffer of one channel failed, so one copy would have been good; what the controller does then is not public.',
    '无法判断：某通道的写缓冲失效，因此有一份副本是好的；控制器此时如何处理并未公开。',
  ],
  [
    'Cannot tell: a partial mirror holds kernel data, and the log does not show whether kernel or other data was hit.',
    '无法判断：部分镜像存放内核数据，而日志未显示被击中的是内核数据还是其他数据。',
  ],
  ['By size alone {p} of the memory the system would see is mirrored.', '仅按容量计，系统可见内存中有 {p} 被镜像。'],
  [
    'At its present address the data would lie {a} the mirrored ranges, but a partial mirror changes the addresses.',
    '按当前地址，数据位于镜像范围{a}，但部分镜像会改变地址。',
  ],
  [
    'The bad bits are in {a}, not in a DIMM: no mirror of memory reaches them.',
    '坏位在{a}中，而不在内存条里：任何内存镜像都够不着。',
  ],
  ['a processor cache', '处理器缓存'],
  ['the address translation of a processor (TLB)', '处理器的地址转换（TLB）'],
  ['a processor core', '处理器核'],
  [
    'The hardware corrected the data by itself (ECC); nothing was lost, and no mirror was needed.',
    '硬件已自行纠正数据（ECC）；没有任何损失，不需要镜像。',
  ],
  ['The record is for information only: no data was lost.', '该记录仅供参考：没有数据丢失。'],
  [
    'A device read the bad data by itself (DMA): the buffers of processes and files that devices work on lie outside a partial mirror.',
    '坏数据由设备自行读取（DMA）：设备所用的进程与文件缓冲区位于部分镜像之外。',
  ],
  [
    'With all memory mirrored the second copy would have supplied the data. The fault at this place lasts (it showed before), so the mirror would then run on one copy there until repair.',
    '若全部内存都有镜像，第二份副本本可提供数据。此处故障是持续性的（此前已出现过），因此镜像在修复之前会以单副本运行。',
  ],
  [
    'With all memory mirrored and fail-over off, the second copy would have answered each time; every access to the bad place costs a second read.',
    '若全部内存都有镜像且未启用故障切换，第二份副本每次都会应答；每次访问坏位置都多一次读取。',
  ],
  [
    'With all memory mirrored the second copy would have supplied the data, wherever it lay.',
    '若全部内存都有镜像，无论数据在哪里，第二份副本都能提供。',
  ],
  [
    'All memory is mirrored by this layout, so the second copy should have saved the data, yet it was lost.',
    '按此布局全部内存均有镜像，第二份副本本应保住数据，数据却丢失了。',
  ],
  [
    'This is the log of a virtual machine: its addresses and machine-check banks are made by the hypervisor and say nothing of how the host’s memory is mirrored.',
    '这是虚拟机的日志：其地址与机器检查 bank 由虚拟机监控器构造，与宿主机内存如何镜像无关。',
  ],
  ['analyse the host’s kernel log of the same time', '分析宿主机同一时段的内核日志'],
  [
    'Only the hypervisor’s own data was mirrored on this machine; memory of a partition has one copy.',
    '本机仅镜像了虚拟机监控器自身的数据；分区内存只有一份副本。',
  ],
  [
    'This was a test (injected): the log shows an injection tool at work, and poison that software makes never passes a mirror.',
    '这是一次测试（注入）：日志显示有注入工具在工作，而软件制造的毒化标记不会经过镜像。',
  ],
  [
    'The error struck the crash-dump kernel, which ignores kernelcore=mirror: its data lies wherever the dump area was reserved.',
    '错误击中了崩溃转储内核，它忽略 kernelcore=mirror：其数据位于转储保留区所在之处。',
  ],
  [
    'Kernel data was hit ({a}). With this layout the kernel keeps its data in mirrored memory, so the second copy would most likely have supplied it.',
    '被击中的是内核数据（{a}）。在此布局下内核把数据放在镜像内存中，因此第二份副本很可能本可提供数据。',
  ],
  [
    'Some kernel data still lies outside the mirror here, so this is less sure.',
    '此处仍有部分内核数据在镜像之外，因此把握较小。',
  ],
  [
    'The fault at this place lasts, so the mirror would then run on one copy there until repair.',
    '此处故障是持续性的，因此镜像在修复之前会以单副本运行。',
  ],
  [
    'Cannot tell: the log does not show how memory was mirrored when the error happened.',
    '无法判断：日志未显示错误发生时内存如何镜像。',
  ],
  [
    'Cannot tell: the layout asked about does not say how memory would be mirrored.',
    '无法判断：所询问的布局未说明内存将如何镜像。',
  ],
  [
    'The error is {a}, not in a DIMM: no mirror of memory reaches it.',
    '错误属于{a}，而不在内存条里：任何内存镜像都够不着。',
  ],
  ['on a link between processors or chips', '处理器或芯片间的链路'],
  ['in an I/O device or its bus', 'I/O 设备或其总线'],
  ['a matter of heat', '温度问题'],
  [
    'Memory encryption reported the error (integrity or key); it works on the data of both copies alike.',
    '错误由内存加密报告（完整性或密钥）；它对两份副本的数据作用相同。',
  ],
  [
    'Cannot tell: the firmware reports the mirror as broken and the system went down with it; whether the second copy had been lost before, or both at once, is not in this log.',
    '无法判断：固件报告镜像已损坏，系统随之停机；第二份副本是此前已失去，还是两份同时失去，本日志未显示。',
  ],
  [
    'The firmware reports that the mirror is broken: from here on there is one copy until repair.',
    '固件报告镜像已损坏：自此直到修复只有一份副本。',
  ],
  [
    'The registers say that the mirror supplied the good copy and then failed over: nothing was lost, but only one copy is left there until repair.',
    '寄存器表明镜像提供了好副本，随后发生切换：没有任何损失，但修复之前该处只剩一份副本。',
  ],
  [
    'The registers say that the mirror supplied the good copy and repaired the bad one: nothing was lost, both copies stand.',
    '寄存器表明镜像提供了好副本并修复了坏副本：没有任何损失，两份副本俱在。',
  ],
  [
    'The registers say at least {n} times that the mirror supplied the good copy and repaired the bad one: nothing was lost, but the fault of that copy lasts, and the other copy alone keeps the data.',
    '寄存器至少 {n} 次表明镜像提供了好副本并修复了坏副本：没有任何损失，但该副本的故障持续存在，数据仅靠另一份副本保全。',
  ],
  ['Replace the DIMM.', '请更换该内存条。'],
  [
    'By this layout a second copy stood at this address and should have saved the data, yet it was lost.',
    '按此布局该地址有第二份副本，本应保住数据，数据却丢失了。',
  ],
  [
    'The error is in DIMMs that work as a cache of larger memory (two-level memory); mirroring is possible only where DIMMs are memory of their own.',
    '错误发生在充当更大内存之缓存的内存条中（两级内存）；只有内存条独立作内存时才能镜像。',
  ],
  ['Cannot tell: {a}. {p} of the memory the system sees is mirrored.', '无法判断：{a}。系统可见内存中有 {p} 被镜像。'],
  [
    'the address in the record counts within one memory channel and cannot be compared with the mirrored ranges',
    '记录中的地址是某个内存通道内的地址，无法与镜像范围比较',
  ],
  [
    'the record has no physical address that could be compared with the mirrored ranges',
    '记录中没有可与镜像范围比较的物理地址',
  ],
  [
    'With this layout only structures made at boot land in mirrored memory (the kernel’s page table of all memory, struct page); what the kernel and processes allocate later does not.',
    '在此布局下，只有启动时建立的结构（内核的全内存页表、struct page）落在镜像内存中；内核与进程之后分配的都不在。',
  ],
  [
    'With this layout nothing steers data into the mirrored part (kernelcore=mirror is not in force): what was hit lies there only by chance.',
    '在此布局下没有机制把数据引导到镜像部分（kernelcore=mirror 未生效）：被击中的内容只会碰巧落在那里。',
  ],
  [
    'Cannot tell: what was logged does not say whether the error was corrected or not.',
    '无法判断：日志内容未说明错误是否已纠正。',
  ],
  [
    'Cannot tell: the kernel gave up a page, but no hardware record of an error was logged. It may be a real error whose record went elsewhere, or poison made by software or carried over by a live migration.',
    '无法判断：内核放弃了一页，但没有记录硬件错误。可能是真实错误而记录去了别处，也可能是软件制造的或随热迁移带来的毒化标记。',
  ],
  [
    'No memory of this machine was mirrored: there was only one copy of the data.',
    '本机没有任何内存镜像：数据只有一份副本。',
  ],
  [
    'The page was free, and free pages lie mostly outside a partial mirror. Nothing was lost and there was no outage to avoid.',
    '该页空闲，而空闲页大多在部分镜像之外。没有任何损失，也没有停机可避免。',
  ],
  [
    'The error was found before anybody read the data; most memory lies outside a partial mirror. There was no outage to avoid.',
    '错误在数据被读取之前发现；大部分内存在部分镜像之外。没有停机可避免。',
  ],
  [
    'The error is in {a}: mirroring covers DIMMs behind the processor’s own memory controllers only.',
    '错误发生在{a}中：镜像只覆盖处理器自带内存控制器后面的内存条。',
  ],
  ['memory in the processor package (HBM)', '处理器封装内的内存（HBM）'],
  ['persistent memory', '持久内存'],
  ['memory behind a CXL link', 'CXL 链路后的内存'],
  ['memory that is no DIMM', '非内存条的内存'],
  [
    'The address lies below 4 GiB, which is not mirrored on this machine although kernel data lives there: the kernel warned of it at boot ({raw}).',
    '该地址低于 4 GiB，本机此范围没有镜像，尽管内核数据就在那里：内核在启动时已告警（{raw}）。',
  ],
  [
    'The address lies outside the mirrored ranges: there was only one copy of the data.',
    '该地址在镜像范围之外：数据只有一份副本。',
  ],
  [
    'The data came to the memory controller already marked bad by a cache or a device: a mirror would have stored the mark twice.',
    '数据到达内存控制器时已被缓存或设备标记为坏：镜像只会把该标记存两份。',
  ],
  [
    'The redundancy was already lost[ (since {t})]: this pair of channels had only one copy left when the error came.',
    '冗余此前已丢失[（自 {t}）]：错误发生时这对通道只剩一份副本。',
  ],
  [
    'The redundancy was already lost (since {raw}): this pair of channels had only one copy left when the error came.',
    '冗余此前已丢失（自 {raw}）：错误发生时这对通道只剩一份副本。',
  ],
  [
    'Most likely the redundancy was already lost: a pair of channels had given up a copy, though the log does not show whether it is this one.',
    '冗余很可能此前已丢失：有一对通道放弃了一份副本，但日志未显示是否就是这一对。',
  ],
  [
    'Most likely the redundancy was already lost (since {raw}): a pair of channels had given up a copy, though the log does not show whether it is this one.',
    '冗余很可能此前已丢失（自 {raw}）：有一对通道放弃了一份副本，但日志未显示是否就是这一对。',
  ],
  [
    'Cannot tell: the machine has mirrored memory, but the log does not show whether the place that was hit is part of it.',
    '无法判断：本机有镜像内存，但日志未显示被击中的位置是否在其中。',
  ],
  [
    'A file page was hit ({a}). With graded memory (kernelcore=reliable) file pages are kept in mirrored memory while there is room, so the second copy would probably have supplied it.',
    '被击中的是文件页（{a}）。使用内存分级（kernelcore=reliable）时，只要有空间，文件页就放在镜像内存中，因此第二份副本多半本可提供数据。',
  ],
  [
    'Patrol scrubbing found data that could not be corrected (logged as corrected on this CPU), in memory without a mirror. Nobody had read it.',
    '内存巡检在没有镜像的内存中发现了无法纠正的数据（此型号 CPU 记为已纠正）。尚未有人读取。',
  ],
  [
    'The registers name the second copy of a mirror as bad, and nobody had read it: the first copy still holds good data. The mirror there stands on one leg until the DIMM is replaced.',
    '寄存器指明镜像的第二份副本已坏，且尚未有人读取：第一份副本数据仍完好。更换内存条之前，该处镜像只有单副本。',
  ],
  [
    'The registers name the second copy of a mirror as the place of the error; the data was good. The second copy is weak: replace its DIMM before the first one is needed.',
    '寄存器指明错误位于镜像的第二份副本；数据完好。第二份副本已不可靠：请在用到它之前更换其内存条。',
  ],
  [
    'Cannot tell: the record does not say which part of the machine failed, memory or another.',
    '无法判断：记录未说明是机器的哪个部件出错，内存还是其他部件。',
  ],
  [
    'give the CPU’s signature with --cpu, or collect the BMC event log (ipmitool sel elist)',
    '用 --cpu 给出 CPU 签名，或收集 BMC 事件日志（ipmitool sel elist）',
  ],
  [
    'give the CPU’s signature with {raw}, or collect the BMC event log ({raw2})',
    '用 {raw} 给出 CPU 签名，或收集 BMC 事件日志（{raw2}）',
  ],
  [
    'Cannot tell: the address is known only as a span, of which {p} is mirrored.',
    '无法判断：地址只知道是一段范围，其中 {p} 有镜像。',
  ],
  ['these channels gave up a copy before ({raw})', '这些通道此前已放弃一份副本（{raw}）'],
  ['these channels gave up a copy before', '这些通道此前已放弃一份副本'],
  [
    '{a}, and no repair shows in the log: the mirror would have been running on one copy',
    '{a}，日志中未见修复：镜像本会以单副本运行',
  ],
  ['the other channel of this pair failed for good before', '这对通道中的另一个此前已永久失效'],
  [
    'Cannot tell: {a}. If that was within the mirrored part, only one copy was left here.',
    '无法判断：{a}。若那处在镜像部分之内，则此处只剩一份副本。',
  ],
  [
    'Cannot tell: the error was corrected in the bank that also reports what a mirror did, but how this CPU writes that down is not public. It may have been ECC alone, or the second copy.',
    '无法判断：错误在同时报告镜像动作的 bank 中已被纠正，但此型号 CPU 的记录方式并未公开。可能只是 ECC 所为，也可能是第二份副本。',
  ],
  ['Memory of a process was hit ({a}), and {b}.', '被击中的是进程内存（{a}），而{b}。'],
  ['A file page was hit ({a}), and {b}.', '被击中的是文件页（{a}），而{b}。'],
  [
    'with kernelcore=mirror only kernel data is kept in mirrored memory, processes and file pages are not',
    '使用 kernelcore=mirror 时只有内核数据放在镜像内存中，进程与文件页则不在',
  ],
  [
    'graded memory keeps kernel data, file pages and flagged tasks in mirrored memory; whether this task was flagged is not in the log',
    '内存分级把内核数据、文件页与被标记的任务放在镜像内存中；该任务是否被标记未见于日志',
  ],
  [
    'ESXi keeps its own data in mirrored memory; virtual machines only when they are flagged',
    'ESXi 把自身数据放在镜像内存中；虚拟机仅在被标记时才如此',
  ],
  [
    'With this layout only the hypervisor’s own data has a second copy; memory of a partition has one.',
    '在此布局下只有虚拟机监控器自身的数据有第二份副本；分区内存只有一份。',
  ],
  [
    'The fault is in the memory controller itself, and both copies of a mirror sit behind the same controller: a mirror does not help.',
    '故障在内存控制器本身，而镜像的两份副本都在同一控制器后面：镜像无济于事。',
  ],
  [
    'Cannot tell: the fault is in the memory controller, but its code does not say in which part.',
    '无法判断：故障在内存控制器中，但错误码未说明在哪一部分。',
  ],
  [
    'Cannot tell: the fault is in a memory controller, and it is not known whether the second copy would sit behind another one.',
    '无法判断：故障在某内存控制器中，而第二份副本是否会在另一个控制器后面并不清楚。',
  ],
  [
    'state the pairing of channels in a layout file (pairing.granularity)',
    '在布局文件中写明通道配对（pairing.granularity）',
  ],
  ['state the pairing of channels in a layout file ({raw})', '在布局文件中写明通道配对（{raw}）'],
  ['Without a mirror there is only one copy of the data, and it was lost.', '没有镜像时数据只有一份副本，而它已丢失。'],
  [
    'Without a mirror there is only one copy of the data: this error, which the mirror corrected, would have been uncorrected.',
    '没有镜像时数据只有一份副本：这个由镜像纠正的错误本会无法纠正。',
  ],
  [
    'The data was damaged before it was written: a mirror would have stored the same bad data twice.',
    '数据在写入之前已损坏：镜像只会把同样的坏数据存两份。',
  ],
  ['Cannot tell: none of the arguments applies to what was logged.', '无法判断：没有任何论据适用于日志内容。'],
  ['mirrorcheck: every rule was asked and none had an opinion', 'mirrorcheck：已询问每条规则，均无意见'],
  ['The argument {raw} broke down and was left out: {raw2}', '论据{raw}执行失败，已略去：{raw2}'],
  ['it gave no reason or no source', '它未给出理由或来源'],
  ['the kernel was copying it in {raw}', '内核正在 {raw} 中复制它'],
  ['the kernel was using it in {raw}', '内核正在 {raw} 中使用它'],
  ['the kernel was running when it was read', '读取时内核正在运行'],
  ['the page type was printed as {raw}', '页类型打印为 {raw}'],
  ['the kernel signalled {raw}', '内核向 {raw} 发送了信号'],
  ['the kernel was in {raw}', '内核当时在 {raw} 中'],
  ['the exception was taken in user mode', '异常发生于用户态'],
  ['the exception was taken in kernel mode', '异常发生于内核态'],
  ['no line tells what was in the page', '没有行说明该页内容'],
  ['no line tells it', '没有行说明'],
  ['the record was logged and nothing more happened', '记录之后没有发生别的事'],
  ['{raw}; nothing was logged after it', '{raw}；此后没有记录'],
  [
    'a fatal machine-check exception always ends in a panic; this boot says nothing after it',
    '致命的机器检查异常必以内核崩溃告终；本次启动此后没有记录',
  ],
  ['the record was found after a reset', '记录在复位之后才发现'],
  ['the log goes on with the next kernel start', '日志接着是下一次内核启动'],

  // What would decide it
  [
    'boot once with {raw} on the kernel command line and send that boot’s whole kernel log ({raw2}, or {raw3})',
    '以内核命令行 {raw} 启动一次，并提供该次启动的完整内核日志（{raw2} 或 {raw3}）',
  ],
  [
    'boot once with efi=debug on the kernel command line and send that boot’s whole kernel log (dmesg, or journalctl -k -b)',
    '以内核命令行 efi=debug 启动一次，并提供该次启动的完整内核日志（dmesg 或 journalctl -k -b）',
  ],
  ['the output of {raw}', '{raw} 的输出'],
  [
    'the memory page of the firmware setup (mirror mode, mirror fail-over)',
    '固件设置中的内存页面（镜像模式、镜像故障切换）',
  ],
  [
    'collect the machine-check records: the rasdaemon database ({raw}) or {raw2}, and the BMC event log',
    '收集机器检查记录：rasdaemon 数据库（{raw}）或 {raw2}，以及 BMC 事件日志',
  ],
  [
    'collect the machine-check records: the rasdaemon database (/var/lib/rasdaemon/ras-mc_event.db) or /var/log/mcelog, and the BMC event log',
    '收集机器检查记录：rasdaemon 数据库（/var/lib/rasdaemon/ras-mc_event.db）或 /var/log/mcelog，以及 BMC 事件日志',
  ],
  [
    'send the kernel log from before the error to the end of the boot (Memory failure lines and the panic text tell what was hit), or the crash dump',
    '提供从错误之前到该次启动结束的内核日志（Memory failure 各行与崩溃文本能说明被击中的内容），或崩溃转储',
  ],
  [
    'send lsmem and /proc/iomem of that boot: they show memory that was added or taken out while it ran',
    '提供该次启动的 lsmem 与 /proc/iomem：它们能说明运行期间加入或取出的内存',
  ],
  [
    'Cannot tell: the command and address wires of one channel failed. Where a second copy stood, on another channel, it would have answered a read; a lost write leaves the copies different, and which of the two it was the record does not show.',
    '无法判断：某一通道的命令/地址线发生故障。若另一通道上有第二份副本，读操作会由它作答；若丢失的是写，两份副本便不一致，而究竟是哪一种记录未显示。',
  ],
  [
    'A cache told before that it wrote bad data to this very place, and no memory controller told of a fault there: a mirror would have stored the bad data twice.',
    '此前有缓存报告把坏数据写到了这一位置，而没有内存控制器报告该处故障：镜像会把坏数据存两份。',
  ],
  [
    'A device told before that it wrote bad data to this very place, and no memory controller told of a fault there: a mirror would have stored the bad data twice.',
    '此前有设备报告把坏数据写到了这一位置，而没有内存控制器报告该处故障：镜像会把坏数据存两份。',
  ],
  [
    'collect the BMC event log (ipmitool sel elist): with firmware-first handling mirror events may be only there',
    '收集 BMC 事件日志（ipmitool sel elist）：在固件优先的处理方式下，镜像事件可能只在那里',
  ],
])
