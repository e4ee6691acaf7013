import {machineCheckStruct} from '../../records/machine-check-struct/layout.js'
import {given, givenFields, hexFields, padded, type SectionReader} from './section-reading.js'

/** Bytes up to MCG_CAP, in the first kernels that saved it. */
const FIRST_BYTES = 88

const IA32_MC0_STATUS = 0x401
const SMCA_MC0_STATUS = 0xc0002001

/** Number of a bank's status register, as the vendor numbers them: with MCA_IPID it is a scalable bank. */
const statusRegister = (bank: number, ipid: bigint): number =>
  ipid === 0n ? IA32_MC0_STATUS + 4 * bank : SMCA_MC0_STATUS + 16 * bank

/** Reads a saved machine check, as the registers it was made from. */
export const readLinuxMceSection: SectionReader = bytes => {
  const section = padded(bytes, FIRST_BYTES, machineCheckStruct.size)
  if (section === undefined) return undefined
  const number = (name: Parameters<typeof machineCheckStruct.number>[1]): bigint =>
    machineCheckStruct.number(section, name) ?? 0n
  const ipid = number('IPID')
  const values = [number('STATUS'), number('ADDR'), number('MISC'), ...(ipid === 0n ? [] : [0n, ipid, number('SYND')])]
  return {
    apic: Number(number('APICID')),
    ...given('cpuid', number('CPUID') === 0n ? undefined : Number(number('CPUID'))),
    msrs: [{first: statusRegister(Number(number('BANK')), ipid), values}],
    ...givenFields(hexFields({mcgstatus: number('MCGSTATUS'), mcgcap: number('MCGCAP'), time: number('TIME')})),
  }
}
