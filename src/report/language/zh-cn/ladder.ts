import {phrases} from '../phrase.js'

/** The ladder: measures, what each would have made of an incident, what it costs; what software tolerates. */
export const LADDER = phrases([
  ['A newer kernel', '更新的内核'],
  ['Kernel with UCE downgrade (openEuler)', '具备 UCE 降级的内核（openEuler）'],
  ['Page taken out of use in time', '及时隔离该页'],
  ['DIMM replaced in time', '及时更换内存条'],
  ['Mirror on offer put to use', '启用固件已提供的镜像'],
  ['Partial mirror for kernel data', '面向内核数据的部分镜像'],
  ['Partial mirror for kernel data ({n} %)', '面向内核数据的部分镜像（{n}%）'],
  ['Partial mirror, file pages too', '部分镜像，含文件页'],
  ['Partial mirror, file pages too ({n} %)', '部分镜像，含文件页（{n}%）'],
  ['Full mirror', '全镜像'],
  ['Nothing was lost that the log shows', '日志未显示任何损失'],
  ['A process was lost; the machine stayed up', '损失了一个进程；机器仍在运行'],
  ['The machine went down', '机器停机'],
  ['Cannot tell: the log does not show how it ended', '无法判断：日志未显示结局'],
  [
    'The kernel already limited the damage to the process; the lost data does not come back by software',
    '内核已把损害限制在该进程内；丢失的数据无法靠软件找回',
  ],
  ['Not judged: ask with --what-if {raw}', '未评估：可用 --what-if {raw} 询问'],
  ['Not judged', '未评估'],
  ['Nothing was lost, so there was nothing to avoid', '没有损失，因此无可避免'],

  // Measures against what came before
  ['The fault is not in a DIMM', '故障不在内存条中'],
  [
    'The log shows no corrected errors of this place before: nothing gave reason to act. Earlier logs or the BMC’s may show some.',
    '日志未显示该处此前有可纠正错误：没有采取行动的理由。更早的日志或 BMC 日志中可能有。',
  ],
  [
    'The corrected errors before were elsewhere on the DIMM or channel, or their pages were not told: other pages would have been taken out of use.',
    '此前的可纠正错误在该内存条或通道的其他位置，或未说明页：被隔离的会是其他页。',
  ],
  [
    '{n} or more corrected errors of the same place were logged before, since {raw}: less than a day, too short to act',
    '此前自 {raw} 起该处已记录 {n} 个以上可纠正错误：不足一天，来不及行动',
  ],
  [
    '{n} or more corrected errors of the same place were logged before, since {raw}: reason enough to replace the DIMM in time',
    '此前自 {raw} 起该处已记录 {n} 个以上可纠正错误：足以成为及时更换内存条的理由',
  ],
  [
    '{n} or more corrected errors of the same place were logged before, since {raw}',
    '此前自 {raw} 起该处已记录 {n} 个以上可纠正错误',
  ],
  [
    '{n} or more corrected errors of the same place were logged before: less than a day, too short to act',
    '此前该处已记录 {n} 个以上可纠正错误：不足一天，来不及行动',
  ],
  [
    '{n} or more corrected errors of the same place were logged before: reason enough to replace the DIMM in time',
    '此前该处已记录 {n} 个以上可纠正错误：足以成为及时更换内存条的理由',
  ],
  ['{n} or more corrected errors of the same place were logged before', '此前该处已记录 {n} 个以上可纠正错误'],
  ['Cannot tell: {a}; so few are everyday and lead to no replacement', '无法判断：{a}；数量如此少属平常，不会因此更换'],
  ['the same page had {n} or more corrected error(s) before', '同一页此前有 {n} 个以上可纠正错误'],
  ['the same row had {n} or more corrected error(s) before', '同一行此前有 {n} 个以上可纠正错误'],
  ['Cannot tell: {a}, but no clock of the log shows how fast they came', '无法判断：{a}，但日志的时钟未显示其快慢'],
  [
    '{a}: by its default {b} would have taken it out of use {c} before the loss; not {d}',
    '{a}：{b}按默认设置会在损失前 {c}将其隔离；而{d}不会',
  ],
  [
    '{a}: by its default {b} would have taken it out of use {c} before the loss',
    '{a}：{b}按默认设置会在损失前 {c}将其隔离',
  ],
  ['{a}, the last only seconds before: too late to move the page', '{a}，最后一次仅在数秒之前：来不及迁移该页'],
  [
    '{a}, on other pages or on pages not told: fewer than any default asks for, {b}',
    '{a}，在其他页或未说明的页上：少于任何默认阈值，{b}',
  ],
  ['{a}: fewer than any default asks for, {b}', '{a}：少于任何默认阈值，{b}'],
  [
    'Cannot tell: {a}, on other pages or on pages not told. {b}, once turned on, would have taken the row’s pages out of use {c} before; as it comes it only counts.',
    '无法判断：{a}，在其他页或未说明的页上。{b}若已开启，会提前 {c}隔离该行的页；出厂设置下只计数。',
  ],
  [
    'The page held the kernel’s own data: such a page cannot be moved, so it cannot be taken out of use while the machine runs.',
    '该页存放内核自身数据：这样的页不能迁移，因此机器运行时无法隔离。',
  ],
  ['the kernel’s collector ({n} in 24 hours)', '内核的错误收集器（24 小时 {n} 次）'],
  ['rasdaemon’s row isolation ({n} in 24 hours)', 'rasdaemon 的行隔离（24 小时 {n} 次）'],
  ['mcelog ({n} in 24 hours)', 'mcelog（24 小时 {n} 次）'],
  ['rasdaemon ({n} in 24 hours)', 'rasdaemon（24 小时 {n} 次）'],
  ['{a} {b} before', '{a}提前 {b}'],

  // Costs
  [
    'the memory that holds the second copies: {a}, and all below 4 GiB',
    '存放第二份副本的内存：{a}，以及 4 GiB 以下全部',
  ],
  ['the mirrored share', '镜像部分'],
  ['{p} of what lies above 4 GiB', '4 GiB 以上部分的 {p}'],
  ['{n} % of what lies above 4 GiB', '4 GiB 以上部分的 {n}%'],
  ['{a} of {b} installed ({p}), which hold the second copies', '已装 {b} 中的 {a}（{p}），用于存放第二份副本'],
  ['no memory beyond what firmware mirrors', '除固件已镜像部分外不占内存'],
  ['no memory beyond the {a} whose second copies are hidden already', '除已隐去第二份副本的 {a} 外不占内存'],
  ['no memory; an update and a reboot', '不占内存；一次更新与重启'],
  ['no memory; another kernel, and programs that handle the signal', '不占内存；需换用内核，并由程序处理信号'],
  ['the page, 4 KiB', '该页，4 KiB'],
  ['no memory; a DIMM and a planned stop', '不占内存；一条内存与一次计划停机'],
  ['half of the installed memory', '一半的已装内存'],

  // Would better software have survived it
  ['the machine would have stayed up; a process would have been lost', '机器本可继续运行；会损失一个进程'],
  ['nothing would have been lost', '本不会有任何损失'],
  ['no kernel known survives this', '没有已知内核能挺过此错误'],
  ['there was no outage to avoid', '没有停机可避免'],
  ['{a} (since Linux {raw})', '{a}（自 Linux {raw} 起）'],
  ['The error hit {a}.', '错误击中了{a}。'],
  [
    'No kernel survives this by software; only a second copy of the data helps.',
    '没有内核能靠软件挺过；只有数据的第二份副本才有用。',
  ],
  [
    'Newer kernels handle this in part ({a}); which release helps here is not known.',
    '更新的内核能部分处理（{a}）；此处哪个版本有用尚不清楚。',
  ],
  [
    'Upstream Linux {raw} handles this ({a}); which kernel ran is not in the log.',
    '上游 Linux {raw} 能处理（{a}）；运行的是哪个内核未见于日志。',
  ],
  [
    'Upstream Linux {raw} handles this ({a}); what the distributor back-ported to {raw2} is not known.',
    '上游 Linux {raw} 能处理（{a}）；发行商是否回移到 {raw2} 尚不清楚。',
  ],
  [
    'Linux {raw} handled this ({a}), {raw2} broke it, {raw3} repaired it ({raw4} and {raw5} too).',
    'Linux {raw} 能处理（{a}），{raw2} 使其失效，{raw3} 又修复（{raw4} 与 {raw5} 亦然）。',
  ],
  [
    'Linux {raw} should have handled this (since {raw2}), yet it did not.',
    'Linux {raw} 本应能处理（自 {raw2} 起），却没有。',
  ],
  [
    'Linux {raw} should have handled this (since {raw2} ({raw3} too)), yet it did not.',
    'Linux {raw} 本应能处理（自 {raw2} 起，{raw3} 亦然），却没有。',
  ],
  ['From Linux {raw} on, {a}.', '自 Linux {raw} 起，{a}。'],
  ['From Linux {raw} on ({raw2} too), {a}.', '自 Linux {raw} 起（{raw2} 亦然），{a}。'],
  [
    'Cannot tell: the kernel that ran is of this kind already; whether its release or a setting kept it from downgrading this error is not in the log.',
    '无法判断：运行的内核已属此类；是其版本还是某项设置使它未能降级处理此错误，日志未载。',
  ],
  [
    'the kernel read bad data, and the log does not name the code that did (RIP). Copies from processes are survived by newer kernels, reads of the kernel’s own data by none.',
    '内核读取了坏数据，而日志未指明是哪段代码（RIP）。更新的内核能挺过从进程复制数据的情形，但没有内核能挺过读取自身数据的情形。',
  ],
  [
    'the kernel read bad data, and the log does not name code that tells whose (pc). Upstream Linux on Arm survives none of it, openEuler’s kernels survive copies from processes.',
    '内核读取了坏数据，而日志未指明能说明数据归属的代码（pc）。上游 Arm Linux 无法挺过任何此类情形，openEuler 的内核能挺过从进程复制数据的情形。',
  ],
  [
    'the kernel read bad data in {raw}, a routine that works on data of the kernel and of processes alike.',
    '内核在 {raw} 中读取了坏数据，该例程既处理内核数据也处理进程数据。',
  ],
  [
    'The hardware left the kernel no way back ({raw}): every kernel panics at this.',
    '硬件未给内核留退路（{raw}）：任何内核都会崩溃。',
  ],
  [
    'The machine panicked because it was set to ({raw}); with the default it would have gone on without the page.',
    '机器崩溃是因为如此设置（{raw}）；按默认设置，它本可弃用该页后继续运行。',
  ],
  [
    'A process read bad data. Where CPU and kernel can recover, only the process is lost; why the machine panicked instead is not in the log.',
    '某进程读取了坏数据。若 CPU 与内核能够恢复，只会损失该进程；机器为何崩溃未见于日志。',
  ],
  ['The firmware declared the error fatal: the kernel has no say in that.', '固件宣布该错误为致命：内核无权过问。'],
  ['processor context corrupt', '处理器上下文已损坏'],
  [
    'the log does not show why the machine went down, by its reason string or the code that was running.',
    '无论从原因字符串还是运行中的代码，日志都未显示机器为何停机。',
  ],
  ['The machine stayed up: the kernel limited the damage to a process.', '机器仍在运行：内核把损害限制在一个进程内。'],
  ['The machine stayed up.', '机器仍在运行。'],
  ['But {a}; plan a reboot.', '但{a}；请安排一次重启。'],
  ['the log does not show how the incident ended.', '日志未显示事件的结局。'],
  ['Cannot tell: {a}', '无法判断：{a}'],
  ['data or code of a process, read by it', '进程自己读取的数据或代码'],
  ['panic where the CPU or the kernel cannot recover', 'CPU 或内核无法恢复时崩溃'],
  [
    'the process is killed (SIGBUS with the address), the machine stays up',
    '该进程被终止（带地址的 SIGBUS），机器仍在运行',
  ],
  [
    'memory that patrol scrubbing found bad, or data on its way out of a cache, before anybody read it',
    '由内存巡检或在逐出缓存途中发现，尚未有人读取',
  ],
  ['the bad data stays in place until somebody reads it', '坏数据留在原处，直到有人读取'],
  [
    'the page is taken out of use, its owner is told only if it asked to be',
    '该页被隔离，只有主动要求时才通知其所有者',
  ],
  ['a clean file page', '干净的文件页'],
  ['the process that reads it is killed', '读取它的进程被终止'],
  ['the page is dropped and read again from disk, nobody is killed', '该页被丢弃并从磁盘重新读取，无人被终止'],
  ['the changes are lost', '修改丢失'],
  [
    'the page is dropped, the program sees an I/O error at its next fsync',
    '该页被丢弃，程序在下次 fsync 时看到 I/O 错误',
  ],
  ['the page is lost', '该页丢失'],
  [
    'a clean page is read again, a dirty one costs its process when it is needed',
    '干净页会重新读取，脏页在需要时会使其进程被终止',
  ],
  ['anonymous memory in a transparent huge page', '透明大页中的匿名内存'],
  ['the whole huge page is lost if it cannot be split', '若无法拆分，整个大页丢失'],
  ['the huge page is split and 4 KiB are lost', '大页被拆分，损失 4 KiB'],
  ['a huge page of hugetlb (2 MiB, 1 GiB)', 'hugetlb 大页（2 MiB、1 GiB）'],
  ['the whole huge page is lost to its users', '整个大页对其使用者丢失'],
  ['the same, but the bad 4 KiB are remembered', '同上，但会记住坏的 4 KiB'],
  ['the kernel copying from memory of a process', '内核从进程内存复制数据'],
  ['the system call fails or the process is killed', '系统调用失败或进程被终止'],
  ['the kernel copying a file page to a process, persistent memory', '内核把文件页（持久内存）复制给进程'],
  ['the read fails with an I/O error', '读取以 I/O 错误失败'],
  ['the kernel copying a page on the first write (copy on write)', '内核在首次写入时复制页（写时复制）'],
  ['the process is killed', '进程被终止'],
  ['the kernel comparing or sharing equal pages (KSM)', '内核比较或合并相同页（KSM）'],
  ['the page is left alone', '该页不予处理'],
  ['the kernel collecting pages into a huge page (khugepaged)', '内核把页合并成大页（khugepaged）'],
  ['the range is skipped', '跳过该范围'],
  ['the kernel writing a core dump, or copying a page of hugetlb on write', '内核写核心转储，或写时复制 hugetlb 页'],
  ['the dump leaves the page out', '转储略去该页'],
  [
    'the kernel moving a page, or copying one for a fork or a private file mapping',
    '内核迁移页，或为 fork 或私有文件映射复制页',
  ],
  ['the page is not moved, or the process is killed', '该页不迁移，或进程被终止'],
  ['data read in kernel mode on arm64', '在 arm64 上以内核态读取的数据'],
  ['still a panic upstream (ARCH_HAS_COPY_MC is not merged)', '上游仍会崩溃（ARCH_HAS_COPY_MC 尚未合入）'],
  [
    'data of a process or file read in kernel mode on arm64, under openEuler’s kernel recovery',
    '在 arm64 上由内核态读取的进程或文件数据（openEuler 内核恢复之下）',
  ],
  [
    'the kernel’s own data or code (slab, page tables, stacks, vmalloc, per-CPU data)',
    '内核自身的数据或代码（slab、页表、栈、vmalloc、per-CPU 数据）',
  ],
  [
    'none: every access of the kernel to its own data cannot be made recoverable',
    '无：内核对自身数据的每次访问不可能都做成可恢复',
  ],
  ['the kernel’s own data, not read yet', '内核自身数据，尚未读取'],
  ['the page stays in use and may be read at any moment', '该页仍在使用，随时可能被读取'],
  ['none: plan a reboot, which gives the page up', '无：请安排重启，重启后会弃用该页'],
  ['the page would be handed out again', '该页会再次分配出去'],
  ['the page is taken out of use', '该页被隔离'],
  ['memory of a virtual machine', '虚拟机的内存'],
  ['the virtual machine is killed', '虚拟机被终止'],
  [
    'the emulator passes the error on, and the guest’s kernel may lose one process only',
    '模拟器把错误转给客户机，客户机内核可能只损失一个进程',
  ],
  ['a device reading memory by itself (DMA)', '设备自行读取内存（DMA）'],
  ['fatal on many platforms', '在许多平台上致命'],
  ['none in Linux', 'Linux 中没有'],
  ['data read in kernel mode on an AMD processor', '在 AMD 处理器上以内核态读取的数据'],
  ['only copies from memory of a process are recovered', '只有从进程内存复制时才能恢复'],
  ['memory of a partition of IBM POWER', 'IBM POWER 分区的内存'],
  ['bad data is marked, termination is limited to its owner', '坏数据被标记，只终止其所有者'],
  ['an application with a handler for memory errors', '带内存错误处理程序的应用'],
  ['the application is killed', '应用被终止'],
  ['the application drops the data and goes on', '应用丢弃该数据并继续运行'],
  ['a virtual machine under ESXi, flagged for reliable memory', 'ESXi 下标记使用可靠内存的虚拟机'],
  ['the virtual machine or the host is lost', '损失虚拟机或主机'],
  ['its memory lies in mirrored memory while there is room', '只要有空间，其内存就位于镜像内存中'],
  ['openEuler’s {raw} and its relatives', 'openEuler 的{raw}及同类'],
  [
    'with openEuler’s {raw} and its relatives a program that handles the signal ({a}) loses the data and goes on; whether this one does is not in the log',
    '使用 openEuler 的{raw}及同类时，能处理该信号的程序（{a}）会丢弃数据并继续运行；此程序是否如此未见于日志',
  ],
  [
    'openEuler’s {raw} and its relatives kill the owner of the data instead of the machine; what a given release ships could not be checked',
    'openEuler 的{raw}及同类会终止数据的所有者而不是整机；具体版本是否包含无法核实',
  ],

  // Steering kernel data into mirrored memory at hand
  [
    'Cannot tell: whether firmware offers mirrored memory here is not in the log',
    '无法判断：固件在此是否提供镜像内存未见于日志',
  ],
  ['All memory is mirrored: there is nothing to steer', '全部内存均有镜像：无须引导'],
  [
    'Firmware offers no mirrored memory here, and without it kernelcore=mirror does nothing',
    '固件在此不提供镜像内存，没有它该选项不起作用',
  ],
  [
    'This kernel is too old to steer its data: Linux 4.6 brought the option',
    '此内核过旧，无法引导数据：该选项由 Linux 4.6 引入',
  ],
  ['The crash kernel ignores the option', '崩溃转储内核忽略该选项'],
  ['Kernel data was steered into the mirrored ranges already', '内核数据已被引导到镜像范围'],
  ['Cannot tell: a virtual machine’s layout says nothing of the host’s', '无法判断：虚拟机的布局与宿主机无关'],

  // As earlier versions said it
  [
    'The same page had corrected errors before: taken out of use then, it would not have been read again.',
    '同一页此前有可纠正错误：若当时隔离，就不会再被读取。',
  ],
  [
    'Cannot tell: the same row had corrected errors before; a row spreads over several pages, and which would have been taken out is not known.',
    '无法判断：同一行此前有可纠正错误；一行分布在多个页上，会隔离哪些页并不清楚。',
  ],
])
