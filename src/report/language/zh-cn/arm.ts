import {phrases} from '../phrase.js'

/** Pages of `explain` about Arm: states, what kernels do, what to do. */
export const ARM = phrases([
  ['AET UC: uncontainable, no state can be trusted', 'AET UC：无法遏制，任何状态都不可信'],
  ['AET UEU: unrecoverable, the processor cannot go on where it was', 'AET UEU：不可恢复，处理器无法从原处继续'],
  ['AET UEO: restartable, nothing was lost where the processor was', 'AET UEO：可重启，处理器所在之处没有丢失'],
  ['AET UER: recoverable by the architecture, though Linux panics', 'AET UER：按架构可恢复，但 Linux 会 panic'],
  ['AET CE: corrected', 'AET CE：已纠正'],
  ['UC: the error may have spread anywhere; nothing can be trusted.', 'UC：错误可能已扩散到任何地方，一切都不可信。'],
  [
    'UEU: the error is contained, but the processor cannot go on from here.',
    'UEU：错误已被遏制，但处理器无法由此继续。',
  ],
  [
    'UEO: the error has not been used; the processor can go on from where it was.',
    'UEO：错误数据未被使用，处理器可从原处继续。',
  ],
  [
    'UER: the error is contained; software that repairs or isolates it can go on.',
    'UER：错误已被遏制，软件修复或隔离后可继续。',
  ],
  ['CE: the error was corrected; nothing was lost.', 'CE：错误已纠正，没有丢失。'],
  [
    'The syndrome states no state: what the processor promises is not known, and the kernel takes it for uncontainable.',
    '综合征未说明状态：处理器保证什么不得而知，内核按无法遏制处理。',
  ],
  [
    'SET is zero on processors without the RAS extension too: there it promises nothing.',
    '没有 RAS 扩展的处理器上 SET 也为零：那时它不作任何保证。',
  ],
  [
    'The access was stopped before its data was used; no state is stated.',
    '访问在数据被使用之前即被中止，未说明状态。',
  ],
  [
    'The exception is none of those that report hardware errors: nothing is said of memory.',
    '该异常不属于报告硬件错误的异常：没有说到内存。',
  ],
  ['UEO: the error is latent or restartable: nobody has used the data.', 'UEO：错误潜伏或可重启：尚无人使用该数据。'],
  [
    'UER: the error was signalled or is recoverable: whoever asked for the data was told.',
    'UER：错误已通知或可恢复：请求数据者已被告知。',
  ],
  [
    'DE: the data is lost but was marked or kept back; nobody has used it yet.',
    'DE：数据已丢失，但已标记或扣留，尚无人使用。',
  ],
  ['CE: the data delivered was right; the hardware corrected the error.', 'CE：交付的数据正确，硬件已纠正错误。'],
  ['V=0: the record holds no error: nothing is promised.', 'V=0：记录中没有错误：不作任何保证。'],
  ['V=0: the record holds no error', 'V=0：记录中没有错误'],
  [
    'The record is valid but says neither corrected nor deferred nor uncorrected: nothing is promised.',
    '记录有效，但既未说明已纠正，也未说明延迟或不可纠正：不作任何保证。',
  ],
  [
    'do_serror panics: {q} (Linux 4.16 and later, arch/arm64/kernel/traps.c).',
    'do_serror 会 panic：{q}（Linux 4.16 及以后，arch/arm64/kernel/traps.c）。',
  ],
  [
    'do_serror goes on and prints nothing after {raw} (Linux 4.16 and later, arch/arm64/kernel/traps.c).',
    'do_serror 在 {raw} 之后继续运行，不打印任何内容（Linux 4.16 及以后，arch/arm64/kernel/traps.c）。',
  ],
  [
    'A kernel or processor without the RAS extension (Linux before 4.16, or CONFIG_ARM64_RAS_EXTN off) panics on every SError.',
    '内核或处理器没有 RAS 扩展时（Linux 4.16 之前，或 CONFIG_ARM64_RAS_EXTN 关闭），每个 SError 都会 panic。',
  ],
  [
    'Where firmware takes such errors first, look for its own record: lines of GHES, or the event log of the BMC.',
    '若由固件先行处理此类错误，请查找其自身的记录：GHES 的行，或 BMC 的事件日志。',
  ],
  [
    'do_sea first asks APEI whether firmware has reported the error (apei_claim_sea); if so, memory_failure deals with the page and the task.',
    'do_sea 先向 APEI 询问固件是否已报告该错误（apei_claim_sea）；若是，则由 memory_failure 处理该页与任务。',
  ],
  [
    'Otherwise the task gets SIGBUS; the machine goes on (arch/arm64/mm/fault.c).',
    '否则任务收到 SIGBUS，机器继续运行（arch/arm64/mm/fault.c）。',
  ],
  [
    'Newer kernels claim aborts of user space only; kernel code gets an oops, {q}, and with panic_on_oops or in an interrupt a panic.',
    '较新的内核只认领用户空间的中止；内核代码会出现 oops：{q}，设置了 panic_on_oops 或处于中断中时则 panic。',
  ],
  ['The kernel treats it as a fault of software, or as its ordinary work.', '内核将其视为软件故障，或视为日常工作。'],
  ['The AEST driver panics: {q} (drivers/ras/aest).', 'AEST 驱动会 panic：{q}（drivers/ras/aest）。'],
  ['The AEST driver prints and counts it (drivers/ras/aest).', 'AEST 驱动将其打印并计数（drivers/ras/aest）。'],
  [
    'The AEST driver prints it and, with a physical address that may be trusted, has memory_failure isolate the page (drivers/ras/aest).',
    'AEST 驱动将其打印；若有可信的物理地址，则由 memory_failure 隔离该页（drivers/ras/aest）。',
  ],
  [
    'Without that driver the kernel reads no error record: firmware does, and tells of it through GHES, or a maker’s driver prints it.',
    '没有该驱动时内核不读错误记录：由固件读取并经 GHES 告知，或由厂商的驱动打印。',
  ],
  ['Whoever reads the record passes over it.', '读取者会略过该记录。'],
  [
    'The syndrome names no part and no DIMM: look for the error record (ERR<n>STATUS, AEST) or the firmware’s record of the same moment.',
    '综合征既未指明部件也未指明内存条：请查找同一时刻的错误记录（ERR<n>STATUS、AEST）或固件的记录。',
  ],
  [
    'Bad memory is one cause; a read of a device or an address that answers with an error is the other: see which address it was.',
    '内存损坏是一种原因；读取了以错误作答的设备或地址是另一种：请查看是哪个地址。',
  ],
  [
    'If the value is an error record’s, name it: explain "ERR0STATUS=0x…".',
    '若该值属于错误记录，请写出其名：explain "ERR0STATUS=0x…"。',
  ],
  [
    'Watch the part that this record belongs to: many corrected errors are a reason to replace it.',
    '留意该记录所属的部件：已纠正错误过多即应更换。',
  ],
  ['Watch the DIMM: many corrected errors are a reason to replace it.', '留意该内存条：已纠正错误过多即应更换。'],
  [
    'Replace the part that this record belongs to in the next maintenance window; take the page out of use until then.',
    '在下一个维护窗口更换该记录所属的部件；在此之前停用该页。',
  ],
])
