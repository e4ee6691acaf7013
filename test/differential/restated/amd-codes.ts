// Extended error codes as rasdaemon mce-amd-smca.c (smca_…_mce_desc) and linux mce_amd.c list them, each with words that a
// true wording of the meaning must have. Entries are parted by commas, words by `&`; an empty entry is reserved there.

/** A bank type: hardware id and type of MCA_IPID, the name our JSON gives it, and its codes from 0 up. */
export type SmcaRow = readonly [hardwareId: number, mcaType: number, name: string, codes: string]

const PSP2 =
  'sram|high,sram|low,instruction & 0,instruction & 1,tag & 0 & parity,tag & 1 & parity,data & 0,data & 1,data & 2,data & 3,tag & 0,tag & 1,tag & 2,tag & 3,dirty,tlb & 0,tlb & 1,hub|read buffer,fuse,fuse,parity,secure,hang,watchdog|time.?out'
const SMU2 =
  'sram|high,sram|low,data & a\\b,data & b\\b,tag & a\\b,tag & b\\b,instruction & a\\b,instruction & b\\b,tag & a\\b,tag & b\\b,hub|read buffer'
const PHY = 'ecc,instruction & parity,data & parity,bus|apb'
const HUB = 'time.?out,sram & ecc,ntb|bridge|event,parity'

/** Rows for every processor family that has the type. */
export const SMCA: readonly SmcaRow[] = [
  [
    0xb0,
    0x00,
    'LS',
    'load queue & parity,store queue & parity,miss address & parity,l1 tlb & parity,tag & 5,tag & 6,tag & 1,internal & 1,internal & 2,0,1,tag & 2,data & poison,data & 2,data & 3,tag & 4,l2 tlb & parity,page directory|pdc & parity,tag & 3,tag & 5,l2,state|address,data & 0,data & 1,uncached|non.?cache,write.combin,assert',
  ],
  [
    0xb0,
    0x10,
    'LS_V2',
    'ecc & probe,ecc & load,ecc & store,tag & probe,tag & load,tag & store,load & ecc,store & ecc,l1 tlb & parity,l2 tlb & parity,walk|pwc & parity,store queue & parity,load queue & parity,miss address & parity,state & parity,address & parity,data & parity,write.combin & parity,poison,load,store,write.combin,assert,parity|store',
  ],
  [
    0xb0,
    0x01,
    'IF',
    'micro.?tag & parity,multi|more than one|several|two,tag & parity,data & parity,prq|queue|prediction & parity,l0 & parity,l1 & parity,l2 & parity,0,1,l1,l2,poison,read|return,assert,l1,l2,parity|bsr',
  ],
  [0xb0, 0x02, 'L2', 'tag,tag & ecc,data & ecc,assert,parity|read,program|state machine'],
  [
    0xb0,
    0x03,
    'DE',
    'micro.?op & tag & parity,micro.?op & data & parity,parity,queue & parity,dispatch & parity,fetch & parity,patch & parity,patch & parity,queue|buffer & parity,assert',
  ],
  [
    0xb0,
    0x05,
    'EX',
    'watchdog,register & parity,flag & parity,immediate|displacement & parity,address & parity,parity,checkpoint & parity,dispatch & parity,status & parity,schedul & parity,branch & parity,assert,map & parity,map & parity',
  ],
  [
    0xb0,
    0x06,
    'FP',
    'register & parity,free.?list & parity,schedul & parity,nsq|non.?sched|queue & parity,retire & parity,status & parity,assert,mask & parity',
  ],
  [
    0xb0,
    0x07,
    'L3',
    'shadow & ecc,shadow,tag & ecc,tag,data & ecc,parity,victim,assert,parity|poison,dsm|program|state machine|test',
  ],
  [
    0x2e,
    0x00,
    'CS',
    'request,address,security,response,response,parity,read & parity,atomic & parity,probe filter|ecc',
  ],
  [
    0x2e,
    0x02,
    'CS_V2',
    'request,address,security,response,response,parity,read & parity,atomic & parity,read|match,probe filter & protocol,probe filter & ecc,retry,overflow,underflow,request,address,security,assert,shadow & protocol,shadow & ecc,shadow',
  ],
  [
    0x2e,
    0x01,
    'PIE',
    'assert,security,link,poison,deferred,watch,ecc|sram,register|access,dsm|program|state machine|test',
  ],
  [0x2e, 0x04, 'MA_LLC', 'overflow,underflow,write & parity,read & parity,tag & 0,tag & 1,data & ecc'],
  [
    0x96,
    0x00,
    'UMC',
    'dram & ecc,poison,parity,bus|apb,command|address & parity,write & crc,sram & ecc,sram|aes|encrypt & ecc,row|ecs|scrub,ecs|scrub,throttl,read & crc,,,,,rfm|refresh & ecc',
  ],
  [
    0x96,
    0x01,
    'UMC_V2',
    'dram & ecc,poison,parity,,command|address & parity,write & parity,sram & ecc,,read & parity,read & ecc,read & ecc,lm32|micro|processor',
  ],
  [0x05, 0x00, 'PB', 'ecc'],
  [0xff, 0x00, 'PSP', 'ecc|parity'],
  [0xff, 0x01, 'PSP_V2', PSP2],
  [0x01, 0x00, 'SMU', 'ecc|parity'],
  [0x01, 0x01, 'SMU_V2', SMU2],
  [0x01, 0x02, 'MP5', SMU2.replace('hub|read buffer', 'fuse')],
  [
    0x170,
    0x00,
    'USR_DP',
    'command|cmd,fifo|queue,skew,time.?out,flow,fifo|queue,state,skew,time.?out,attempt,time.?out,attempt,train|eye,start,exit|ls0,power|pll,fifo|queue,lcu|control,correct|ecc,uncorrect|ecc,,loss|lost,correct|ecc,uncorrect|ecc,crc,bit error|ber,time.?out,attempt,time.?out,attempt,underflow,overflow',
  ],
  [
    0x180,
    0x00,
    'USR_CP',
    'packet,fifo|queue,skew,time.?out,parity,loss|lost,lcu|control,time.?out,time.?out,time.?out,time.?out,reset,fatal',
  ],
  [0x18, 0x00, 'NBIO', 'ecc|parity,pcie|pci express,external|event,poison,poison|internal,fatal|system'],
  [0x46, 0x00, 'PCIE', 'ccix|message,read,write,read & data,write|data'],
  [0x46, 0x01, 'PCIE_V2', 'parity'],
  [
    0x50,
    0x00,
    'XGMI_PCS',
    'loss|lost,train,flow control|acknowledge,underflow,overflow,crc,bit error|ber,data|channel,parity,parity,overflow,underflow,overflow,deskew|skew,crc,start,time.?out,time.?out,time.?out,attempt,attempt,attempt,attempt,header|sync,time.?out,time.?out,time.?out,time.?out,packet|command',
  ],
  [0x6c, 0x00, 'NBIF', HUB],
  [0x80, 0x00, 'SHUB', HUB],
  [0xa8, 0x00, 'SATA', '0,1,2,3,4,5,6,7'],
  [0xaa, 0x00, 'USB', '0,1,2,0,1,response|axi'],
  [
    0x241,
    0x00,
    'GMI_PCS',
    'loss|lost,train,parity,underflow,overflow,crc,bit error|ber,underflow,parity,overflow,overflow,underflow,overflow,deskew|skew,offline,start,time.?out,time.?out,time.?out,attempt,attempt,attempt,abort|deskew|skew,buffer,overflow,underflow,time.?out,time.?out,packet|command,time.?out,time.?out,loss|lost',
  ],
  [0x259, 0x00, 'XGMI_PHY', PHY],
  [0x267, 0x00, 'WAFL_PHY', PHY],
  [0x269, 0x00, 'GMI_PHY', PHY],
]

/** linux mce_amd.c: northbridge signatures (bank 4) of families 10h and 15h; the first ten are family 0Fh's too. */
export const NORTHBRIDGE: Readonly<Record<number, string>> = {
  0: 'dram & ecc',
  1: 'crc & link',
  2: 'sync',
  3: 'master & abort',
  4: 'target & abort',
  5: 'gart|aperture',
  6: 'atomic|rmw|read.modify.write',
  7: 'watchdog|time.?out',
  8: 'dram & ecc',
  9: 'exclusion',
  10: 'link & data',
  11: 'protocol',
  12: 'parity & array',
  13: 'parity & dram & address',
  14: 'link|i/o & transmission|retry',
  28: 'l3 & data & ecc',
  29: 'l3 & tag',
  30: 'l3 & lru & parity',
  31: 'probe filter & ecc',
}
