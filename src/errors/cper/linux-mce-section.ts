import {bytes, defineBytes, u8, u32, u64} from '../../bits/define-bytes.js'
import {given, givenFields, hexFields, padded, type SectionReader} from './section-reading.js'

/** The kernel's own machine-check structure, as it is saved before a panic; older kernels end it earlier. */
export const linuxMceSection = defineBytes({
  id: 'linux-mce-section',
  name: 'struct mce',
  size: 128,
  source: 'Linux arch/x86/include/uapi/asm/mce.h, 2.6.36 to 6.12',
  fields: {
    STATUS: u64(0, 'MCi_STATUS'),
    MISC: u64(8, 'MCi_MISC'),
    ADDR: u64(16, 'MCi_ADDR'),
    MCGSTATUS: u64(24, 'MCG_STATUS'),
    IP: u64(32, 'instruction pointer'),
    TSC: u64(40, 'time stamp counter'),
    TIME: u64(48, 'seconds since 1970'),
    CPUVENDOR: u8(56, 'vendor as the kernel numbers it'),
    INJECT_FLAGS: u8(57, 'set by the injector'),
    SEVERITY: u8(58, 'grade'),
    PAD: bytes(59, 1, 'padding'),
    CPUID: u32(60, 'CPUID.1 EAX'),
    CS: u8(64, 'code segment'),
    BANK: u8(65, 'bank'),
    CPU: u8(66, 'CPU, when below 256'),
    FINISHED: u8(67, 'entry is whole'),
    EXTCPU: u32(68, 'CPU'),
    SOCKETID: u32(72, 'socket'),
    APICID: u32(76, 'initial APIC id'),
    MCGCAP: u64(80, 'MCG_CAP'),
    SYND: u64(88, 'MCA_SYND'),
    IPID: u64(96, 'MCA_IPID'),
    PPIN: u64(104, 'protected processor inventory number'),
    MICROCODE: u32(112, 'microcode revision'),
    PAD_116: bytes(116, 4, 'padding'),
    KFLAGS: u64(120, 'who has seen it'),
  },
})

/** Bytes up to MCG_CAP, in the first kernels that saved it. */
const FIRST_BYTES = 88

const IA32_MC0_STATUS = 0x401
const SMCA_MC0_STATUS = 0xc0002001

/** Number of a bank's status register, as the vendor numbers them: with MCA_IPID it is a scalable bank. */
const statusRegister = (bank: number, ipid: bigint): number =>
  ipid === 0n ? IA32_MC0_STATUS + 4 * bank : SMCA_MC0_STATUS + 16 * bank

/** Reads a saved machine check, as the registers it was made from. */
export const readLinuxMceSection: SectionReader = bytes => {
  const section = padded(bytes, FIRST_BYTES, linuxMceSection.size)
  if (section === undefined) return undefined
  const number = (name: Parameters<typeof linuxMceSection.number>[1]): bigint =>
    linuxMceSection.number(section, name) ?? 0n
  const ipid = number('IPID')
  const values = [number('STATUS'), number('ADDR'), number('MISC'), ...(ipid === 0n ? [] : [0n, ipid, number('SYND')])]
  return {
    apic: Number(number('APICID')),
    ...given('cpuid', number('CPUID') === 0n ? undefined : Number(number('CPUID'))),
    msrs: [{first: statusRegister(Number(number('BANK')), ipid), values}],
    ...givenFields(hexFields({mcgstatus: number('MCGSTATUS'), mcgcap: number('MCGCAP'), time: number('TIME')})),
  }
}
