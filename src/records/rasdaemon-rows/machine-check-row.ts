import type {MachineCheckRecord} from '../hardware-error-record.js'
import {inException} from '../in-exception.js'
import {present} from '../present.js'
import type {Columns} from './database-row.js'
import {machineCheckProse, placeProse} from './machine-check-words.js'
import type {RowOrigin} from './row-origin.js'

// id  timestamp                  mcgcap    mcgstatus  status                addr        misc  …  cpu  cpuid   bank  error_msg
// 1   2026-05-12 22:42:48 +0000  16777504  0          -8358680633521733487  1059767488  134      2    329300  7     MEMORY CONTROLLER RD_CHANNEL1_ERR …

/** What the daemon made of the registers, each column in its own words. */
const SAYINGS = [
  'bank_name',
  'error_msg',
  'mcgstatus_msg',
  'mcistatus_msg',
  'mcastatus_msg',
  'user_action',
  'mc_location',
  'frutext',
] as const

/** Some versions store the lower half alone, sign included: it names no processor. */
const wholePpin = (ppin: bigint | undefined): bigint | undefined =>
  ppin === undefined || BigInt.asIntN(32, ppin) === BigInt.asIntN(64, ppin) || ppin >> 32n === 0n ? undefined : ppin

/** A row of `mce_record`: registers as the kernel's trace event gives them, zero where there was nothing. */
export const readMachineCheckRow = (columns: Columns, origin: RowOrigin): MachineCheckRecord => {
  const {bits, bitsIfAny, number, text} = columns
  const mcgstatus = bits('mcgstatus')
  const says = SAYINGS.flatMap(column => text(column) ?? [])
  const status = bits('status')
  return {
    kind: 'machine-check',
    ...origin,
    ...present({
      cpu: number('cpu'),
      bank: number('bank'),
      status,
      mcgstatus,
      mcgcap: bitsIfAny('mcgcap'),
      addr: bitsIfAny('addr'),
      misc: bitsIfAny('misc'),
      tsc: bitsIfAny('tsc'),
      ip: bitsIfAny('ip'),
      cs: number('cs') || undefined,
      ppin: wholePpin(bitsIfAny('ppin')),
      synd: bitsIfAny('synd'),
      synd1: bitsIfAny('synd1'),
      synd2: bitsIfAny('synd2'),
      ipid: bitsIfAny('ipid'),
      vendorIndex: number('cpuvendor'),
      signature: number('cpuid') || undefined,
      unixTime: number('walltime') || undefined,
      socket: number('socketid'),
      apic: number('apicid'),
      microcode: number('microcode') || undefined,
      exception: inException(mcgstatus),
      prose:
        status === undefined ? machineCheckProse(says.join('; ')) : placeProse(text('bank_name'), text('mc_location')),
    }),
    ...(says.length === 0 ? {} : {reporterSays: says}),
  }
}
