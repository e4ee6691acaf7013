/** Sources that several rules rest on, as the reader finds them. */
export const CITES = {
  severityTable: 'Linux arch/x86/kernel/cpu/mce/severity.c',
  memoryFailure: 'Linux mm/memory-failure.c',
  poisonDocument: 'Linux Documentation/mm/hwpoison.rst',
  mcelog: 'mcelog p4.c, broadwell_epex.c, skylake_xeon.c, i10nm.c (commits bb4dbba, 26e8fd6)',
  channelCodes: 'Intel SDM vol. 3B, chapter 17 (memory controller error codes); mcelog i10nm.c, sapphire.c',
  architecture: 'Intel SDM vol. 3B, chapter 16 (machine-check architecture)',
  rangeMirroring: 'T. Luck, T. Agrawal: Address Range Partial Memory Mirroring (Intel)',
  uefiMap: 'UEFI 2.10, 7.2.3, EFI_MEMORY_MORE_RELIABLE',
  uefiRecord: 'UEFI 2.10, N.2.5, memory error section',
  kernelcore: 'Linux commit 342332e6a925 (kernelcore=mirror) and mm/mm_init.c',
  bootOnly:
    'Linux commits a3f5bafcc04a (boot-time structures in mirrored memory) and 902c2d91582c (only with kernelcore=mirror)',
  population: 'Linux drivers/edac/sb_edac.c; Lenovo SR860 V2 and SC750 V4 memory population guides',
  setup: 'Lenovo UEFI manuals, Mirror Configuration (4th and 6th generation Xeon)',
  vendorRas: 'Dell: Memory Errors and PowerEdge YX4X Server Memory RAS Features',
  grading: 'openEuler 22.09 documentation, memory reliability grading',
  hypervisorMirror: 'IBM Power E1050 technical overview, Active Memory Mirroring',
  channelAddress: 'AMD Processor Programming Reference, MCA_ADDR of UMC banks',
} as const
