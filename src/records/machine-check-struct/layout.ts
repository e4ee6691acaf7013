import {bytes, defineBytes, u8, u32, u64} from '../../bits/define-bytes.js'

/** The kernel's machine check as it saves it before a panic and hands it to mcelog; older kernels end it earlier. */
export const machineCheckStruct = defineBytes({
  id: 'machine-check-struct',
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

/** Bytes of the structure by kernel, the longest first: 5.8, 5.4, 4.20, 4.10, 2.6.31, before. */
export const STRUCT_SIZES: readonly number[] = [128, 120, 112, 104, 88, 72]

/** The kernel's buffer of records in front of its entries, as a memory dump holds it. */
export const machineCheckBuffer = defineBytes({
  id: 'machine-check-buffer',
  name: 'struct mce_log',
  size: 32,
  source: 'Linux arch/x86/include/asm/mce.h, 2.6.12 to 6.12',
  fields: {
    SIGNATURE: bytes(0, 12, 'MACHINECHECK, later MACHINECHEC2'),
    LENGTH: u32(12, 'entries there is room for'),
    NEXT: u32(16, 'entries in use'),
    FLAGS: u32(20, 'bit 0: entries were lost'),
    RECORD_LENGTH: u32(24, 'bytes of an entry; 0 before 2.6.31'),
    PAD: bytes(28, 4, 'padding'),
  },
})
