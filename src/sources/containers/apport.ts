import {defineContainer} from '../container.js'
import {fieldsOf} from './_report-fields.js'

const LETTERS = new TextDecoder('latin1')

/** Ubuntu's crash reports. Kernel crashes carry the log as `VmCoreDmesg`, others as `CurrentDmesg`. */
export default defineContainer({
  id: 'apport',
  title: 'apport report',
  root: /^(?:.*\/)?[^/]*\.crash!\//,
  errors: /^(?:.*Dmesg|OopsText|JournalErrors|KernLog|.*[Ss]yslog)/,
  facts: /^(?:Proc(?:Cmdline|KernelCmdLine|CpuinfoMinimal|Cpuinfo|Version)|dmi\.|Uname|Lscpu|MachineType)/,
  skip: /^(?:CoreDump|VmCore$|ProcMaps|Disassembly|Registers|Stacktrace|ThreadStacktrace|Dependencies|Lspci|Lsusb|UdevDb|AlsaInfo)/,
  mayLackLogs: true,
  glued: {sniff: head => /^ProblemType: ?[A-Z][A-Za-z]{1,30}\r?\n/.test(LETTERS.decode(head)), members: fieldsOf},
})
