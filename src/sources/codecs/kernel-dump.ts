import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** Memory images of kernels: compressed and flattened ones of kdump, those of Windows. Their logs are elsewhere or taken out by tools. */
export default defineCodec({
  id: 'kernel-dump',
  title: 'a memory image of a kernel',
  endings: ['.vmcore', '.dmp'],
  sniff: head => ['KDUMP   ', 'makedumpfile\0', 'PAGEDU64', 'PAGEDUMP'].some(magic => hasMagic(head, magic)),
  noLogs: 'memory image',
  unsupported:
    'memory images are not read: take the log out of it (`makedumpfile --dump-dmesg FILE log.txt`, or `!errrec` in WinDbg) and name that.',
})
