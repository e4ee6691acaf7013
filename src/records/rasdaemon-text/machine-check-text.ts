import type {LogLine, LogTime} from '../../logs/log-line.js'
import {quoteLine} from '../evidence-line.js'
import type {MachineCheckRecord} from '../hardware-error-record.js'
import {inException} from '../in-exception.js'
import {present} from '../present.js'
import type {NamedValues} from './named-values.js'

/** What a text says beside its pairs. */
export interface SaidWith {
  readonly dialect: string
  readonly time?: LogTime | undefined
  readonly says: string
}

/** A machine check from pairs; undefined without a status, for then there is none. Zero values are left out by the tool. */
export function machineCheckFromPairs(
  line: LogLine,
  values: NamedValues,
  {dialect, time, says}: SaidWith,
): MachineCheckRecord | undefined {
  const status = values.bits('status')
  if (status === undefined) return undefined
  const mcgstatus = values.bits('mcgstatus')
  const wall = values.small('walltime')
  return {
    kind: 'machine-check',
    dialect,
    envelope: time === undefined ? line.envelope : {...line.envelope, time},
    evidence: [quoteLine(line)],
    status,
    ...present({
      cpu: values.small('cpu'),
      bank: values.small('bank'),
      mcgstatus,
      mcgcap: values.bits('mcgcap'),
      addr: values.bits('addr'),
      misc: values.bits('misc'),
      tsc: values.bits('tsc'),
      ip: values.bits('ip'),
      cs: values.small('cs'),
      ppin: values.bits('ppin'),
      synd: values.bits('synd'),
      ipid: values.bits('ipid'),
      signature: values.small('cpuid'),
      unixTime: wall,
      socket: values.small('socketid'),
      apic: values.small('apicid'),
      microcode: values.small('microcode'),
      exception: inException(mcgstatus),
    }),
    ...(says === '' ? {} : {reporterSays: [says.slice(0, 300)]}),
  }
}
