import type {CpuSignature, Grade} from '../memory-error.js'
import mciStatus from '../registers/ia32-mci-status.js'
import {actionOf} from './actions.js'
import {conditionText} from './describe-row.js'
import type {ExecutionContext, GradeQuestion} from './grade.js'
import type {GradeContext, GradeRow, GradeTable} from './grade-table.js'
import {chooseTables} from './pick-generations.js'

/** One row of a kernel's table, in words. */
export interface RowView {
  readonly row: number
  readonly grade: Grade
  /** The kernel's own string; empty where it has none. */
  readonly reason: string
  readonly says?: string
  readonly condition: string
  /** What follows in the exception handler. */
  readonly exception: string
  /** What follows for a polled record; absent for rows that only the handler asks. */
  readonly poll?: string
  readonly unreachable?: string
}

/** A kernel's table for one family of vendors. */
export interface TableView {
  readonly kernel: string
  readonly source: string
  readonly vendors: readonly CpuSignature['vendor'][]
  readonly rows: readonly RowView[]
  /** What holds for the whole table. */
  readonly notes: readonly string[]
}

const CONTEXTS: Readonly<Record<GradeContext, ExecutionContext>> = {
  user: 'user',
  kernel: 'kernel',
  'kernel-recoverable': 'kernel-copy-mc',
}

const RESTARTABLE = 7n
const ADDRESS = mciStatus.write({ADDRV: 1n, MISCV: 1n})

/** A machine check the row could have matched, for what follows; bits the row does not ask for are as a reader expects them. */
function questionFor({when}: GradeRow, vendor: CpuSignature['vendor']): GradeQuestion {
  const {status, mcg} = when
  const known = {ser: vendor === 'intel', succor: true, overflowRecovery: true, smca: true}
  return {
    status: (ADDRESS & ~(status?.mask ?? 0n)) | (status?.value ?? 0n),
    mcgstatus: (RESTARTABLE & ~(mcg?.mask ?? 0n)) | (mcg?.value ?? 0n),
    bank: when.banks?.[0] ?? 1,
    vendor,
    features: {...known, ...when.features},
    context: CONTEXTS[when.context ?? 'user'],
    exception: true,
  }
}

function rowView(row: GradeRow, index: number, table: GradeTable, vendor: CpuSignature['vendor']): RowView {
  const {grade, reason, says, when, unreachable} = row
  const question = questionFor(row, vendor)
  const answer = {kernel: table.id, grade, reason, row: index + 1}
  const exception = actionOf(question, table, answer)
  const onlyHandler = when.exception === true
  return {
    row: index + 1,
    grade,
    reason,
    ...(says === undefined ? {} : {says}),
    condition: conditionText(when),
    exception,
    ...(onlyHandler ? {} : {poll: actionOf({...question, exception: false}, table, answer)}),
    ...(unreachable === undefined ? {} : {unreachable}),
  }
}

function notesOf(table: GradeTable, isAmd: boolean): readonly string[] {
  const {recoverable, kernelPanicsFromUc, gradesPolls, traits} = table
  const copies = recoverable.map(context =>
    context === 'kernel-copy-mc' ? 'machine-check safe copies' : 'copies from user space',
  )
  return [
    copies.length === 0
      ? 'No kernel code counts as recoverable.'
      : `Recoverable kernel code: ${copies.join(' and ')}, with RIPV and EIPV set.`,
    ...(kernelPanicsFromUc && !isAmd ? ['A row that gives UC makes PANIC when kernel code was interrupted.'] : []),
    ...(gradesPolls ? [] : ['Only the exception handler grades: for polled records these rows decide nothing.']),
    ...(traits.panicOnOops && !isAmd ? ['With kernel.panic_on_oops=1, UC and graver in kernel code make PANIC.'] : []),
  ]
}

function view(table: GradeTable, vendors: TableView['vendors'], rows: readonly GradeRow[]): TableView {
  const [vendor = 'intel'] = vendors
  return {
    kernel: table.id,
    source: table.source,
    vendors,
    rows: rows.map((row, index) => rowView(row, index, table, vendor)),
    notes: notesOf(table, vendor === 'amd'),
  }
}

/** The tables that speak for a kernel release, in words: for each kernel Intel's rows, and AMD's where it has its own. */
export function viewTables(kernel: string | undefined): {readonly views: readonly TableView[]; readonly note?: string} {
  const {tables, note} = chooseTables(kernel)
  const views = tables.flatMap(table => {
    const {amd, hygon} = table
    if (amd === undefined) return [view(table, ['intel', 'zhaoxin', 'amd', 'hygon'], table.intel)]
    return [
      view(table, hygon ? ['intel', 'zhaoxin'] : ['intel', 'zhaoxin', 'hygon'], table.intel),
      view(table, hygon ? ['amd', 'hygon'] : ['amd'], amd),
    ]
  })
  return {views, ...(note === undefined ? {} : {note})}
}
